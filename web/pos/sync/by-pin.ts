import type { Client } from '#sdk'
import { api, apiAs } from './link.ts'

/** What the device may not do by itself, done as somebody who typed their PIN here, and not a moment longer. */
export async function byPin<T>(by: { staff_id: string; pin: string }, work: (as: Client) => Promise<T>): Promise<T> {
  const { token } = await api.signInAtTill(by)
  const manager = apiAs(token)
  try {
    return await work(manager)
  } finally {
    await manager.signOut()
  }
}
