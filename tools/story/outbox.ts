import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { mustHave, soon } from './expect.ts'

export type Letter = { to: string; subject: string; text: string }
export type Outbox = {
  /** The next letter to somebody, once each; letters to others wait for them. */
  next: (to: string) => Promise<Letter>
}

/** Without a mail server letters are files of the data folder: there the customer reads her mail and her messages. */
export function openOutbox(data_dir: string): Outbox {
  const folder = join(data_dir, 'outbox')
  const opened = new Set<string>()

  async function take(to: string): Promise<Letter | null> {
    // Names are time-ordered ids: the oldest comes first.
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.txt') && !opened.has(name))
    for (const name of names.toSorted()) {
      const letter = read(await readFile(join(folder, name), 'utf8'))
      if (letter?.to !== to) continue
      opened.add(name)
      return letter
    }
    return null
  }

  return {
    next: async (to) => {
      const letter = await soon(
        `a letter to ${to}`,
        () => take(to),
        (found) => found !== null,
      )
      return mustHave(letter, `a letter to ${to}`)
    },
  }
}

/** Null where it is no letter. */
function read(file: string): Letter | null {
  const [, to, subject, text] = /^To: (.*)\nSubject: (.*)\n\n([^]+\n)$/.exec(file) ?? []
  return to === undefined || subject === undefined || text === undefined ? null : { to, subject, text }
}
