import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The data folder is one for the whole process: pictures and outgoing mail of the embedded set-up. */
const root = (): string => resolve(process.env['HILO_DATA'] || '.data')

const folder = (name: string): string => {
  const path = join(root(), name)
  mkdirSync(path, { recursive: true })
  return path
}

/** Pictures, named by the hash of their content; served at /media. */
export const mediaDir = (): string => folder('media')

/** Letters that have no mail server to go to, one file each; the developer's letter-box. */
export const outboxDir = (): string => folder('outbox')

export const dataFile = (name: string): string => {
  mkdirSync(root(), { recursive: true })
  return join(root(), name)
}
