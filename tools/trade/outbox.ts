import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export type Posted = { id: string; to: string; subject: string; text: string }

/** Without a mail server letters lie in the data folder, a file a day (mbox): all of them, oldest first, each once. */
export function lettersIn(data_dir: string): Posted[] {
  const folder = join(data_dir, 'outbox')
  const letters = new Map<string, Posted>()
  for (const name of filesIn(folder)
    .filter((file) => file.endsWith('.mbox'))
    .toSorted())
    for (const letter of readFileSync(join(folder, name), 'utf8').split(/^(?=From )/m)) {
      // The last one may be on its way.
      if (!letter.endsWith('\n\n')) continue
      const read = posted(letter)
      if (read === null) throw new Error(`${name} holds what is no letter: ${letter.slice(0, 80)}`)
      letters.set(read.id, read)
    }
  return [...letters.values()]
}

function posted(letter: string): Posted | null {
  const end = letter.indexOf('\n\n')
  const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(letter.slice(0, end))?.[1]
  const id = /^<(.*)@hilo>$/.exec(field('Message-ID') ?? '')?.[1]
  const [to, subject] = [field('To'), field('Subject')]
  if (end < 0 || id === undefined || to === undefined || subject === undefined) return null
  return { id, to, subject, text: letter.slice(end + 2, -1).replaceAll(/^>(>*From )/gm, '$1') }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
