import { readConfig } from '#platform/config'

let address: URL | undefined

/** Where people reach this server: what cookies and passkeys are bound to. */
export const site = (): URL => (address ??= new URL(readConfig().public_url))

export const publicHost = (): string => site().host
