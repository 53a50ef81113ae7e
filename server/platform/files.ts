import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
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

/** Letters that have no mail server to go to, a file a day; the developer's letter-box. */
export const outboxDir = (): string => folder('outbox')

export const dataFile = (name: string): string => {
  mkdirSync(root(), { recursive: true })
  return join(root(), name)
}

/** Whole or not there at all, whatever happens meanwhile: a disk that is full leaves nothing half done. For our eyes only. */
export function writeWhole(path: string, text: string, { lasting = false } = {}): void {
  const draft = `${path}.part`
  try {
    writeFileSync(draft, text, { mode: 0o600, flush: lasting })
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

/** Added at the end whole or, where the disk is full, not at all. One process adds to a file. For our eyes only. */
export function addWhole(path: string, text: string): void {
  const file = openSync(path, 'a', 0o600)
  try {
    const { size } = fstatSync(file)
    try {
      appendFileSync(file, text)
    } catch (error) {
      ftruncateSync(file, size)
      throw error
    }
  } finally {
    closeSync(file)
  }
}

/** What is drawn once and must stay the same for ever after: made where it does not lie yet. */
export function laidDown(name: string, make: () => string): string {
  const path = dataFile(name)
  if (!existsSync(path)) writeWhole(path, make(), { lasting: true })
  return readFileSync(path, 'utf8')
}

/** The disk is full: a failure outside of us, and whoever asked may come again. */
export const isWithoutRoom = (error: unknown): boolean =>
  /^(ENOSPC|EDQUOT)$/.test((error as { code?: string } | null)?.code ?? '')
