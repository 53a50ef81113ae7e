import { readConfig } from './config.ts'

let address: URL | undefined

/** Where people reach this server: what cookies, passkeys and links are bound to. */
export const site = (): URL => (address ??= new URL(readConfig().public_url))

/** Whether people come over TLS; the proxy in front speaks it (README, Settings). */
export const isSecure = (): boolean => site().protocol === 'https:'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** The origins that are this server; on a machine of one's own its names mean the same. */
export function ownOrigins(): string[] {
  const { protocol, hostname, port, origin } = site()
  if (!LOOPBACK.includes(hostname)) return [origin]
  return LOOPBACK.map((name) => new URL(`${protocol}//${name}${port === '' ? '' : `:${port}`}`).origin)
}
