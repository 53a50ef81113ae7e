import { closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Every change as one line of JSON: what was written is still there after the process was killed. */
export type Journal<Entry> = { entries: Entry[]; append: (entry: Entry) => void; close: () => void }

export function openJournal<Entry>(folder: string): Journal<Entry> {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'journal.jsonl')
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  // A last line without its end was torn by a crash: nobody was told of it, so it never happened.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole))
  const entries = whole
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Entry)
  const file = openSync(path, 'a', 0o600)
  return {
    entries,
    append: (entry) => {
      writeSync(file, `${JSON.stringify(entry)}\n`)
    },
    close: () => closeSync(file),
  }
}
