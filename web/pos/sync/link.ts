import { createClient } from '#sdk'
import type { Client } from '#sdk'
import { value } from '../store/value.ts'

export type Network = { reachable: boolean; since: number; refused: boolean }

/** Whether the server answers; what the browser says about cables is only a hint. */
export const network = value<Network>({ reachable: navigator.onLine, since: Date.now(), refused: false })

const TIMEOUT_MS = 15_000
let token = ''

export function useToken(next: string): void {
  token = next
}

export function reached(reachable: boolean): void {
  network.set((now) => (now.reachable === reachable ? now : { ...now, reachable, since: Date.now() }))
}

const watched: typeof fetch = async (address, init) => {
  try {
    const answer = await fetch(address, { ...init, credentials: 'omit' })
    // What a proxy says for a server that is away is no answer of it.
    reached(![502, 504].includes(answer.status))
    const refused = answer.status === 401
    const { authorization = '' } = (init?.headers ?? {}) as Record<string, string>
    if (token !== '' && authorization.endsWith(token))
      network.set((now) => (now.refused === refused ? now : { ...now, refused }))
    return answer
  } catch (error) {
    if (!init?.signal?.aborted || (error as Error).name === 'TimeoutError') reached(false)
    throw error
  }
}

const options = { url: '', fetch: watched, timeout_ms: TIMEOUT_MS } as const

/** The API as this device: what a person asks for on a screen is tried again shortly, not for long. */
export const api: Client = createClient({ ...options, token: () => token, retries: 1 })
/** For what comes again by itself: one try each. */
export const once: Client = createClient({ ...options, token: () => token, retries: 0 })
/** As somebody who signed in here, for what needs more than the device may do. */
export const apiAs = (bearer: string): Client => createClient({ ...options, token: bearer, retries: 1 })

window.addEventListener('offline', () => reached(false))
