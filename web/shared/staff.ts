import { createClient } from '#sdk'
import type { Client } from '#sdk'

/**
 * The API as the member of staff whose session this browser holds, in a cookie of its own (`Hilo-As: staff`): the same
 * browser may be a shopper in the shop.
 */
export const staffClient = (channel = 'desk'): Client =>
  createClient({
    url: '',
    channel,
    fetch: (address, init) =>
      fetch(address, {
        ...init,
        credentials: 'same-origin',
        headers: { ...(init?.headers as Record<string, string>), 'hilo-as': 'staff' },
      }),
  })
