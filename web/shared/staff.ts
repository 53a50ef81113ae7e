import { createClient } from '#sdk'
import type { Client } from '#sdk'

type Fetch = typeof globalThis.fetch

/**
 * The API as the member of staff whose session this browser holds, in a cookie of its own (`Hilo-As: staff`): the same
 * browser may be a shopper in the shop. `fetcher`: where somebody watches what comes through.
 */
export const staffClient = (fetcher: Fetch = globalThis.fetch, channel = 'desk'): Client =>
  createClient({
    url: '',
    channel,
    fetch: (address, init) =>
      fetcher(address, {
        ...init,
        credentials: 'same-origin',
        headers: { ...(init?.headers as Record<string, string>), 'hilo-as': 'staff' },
      }),
  })
