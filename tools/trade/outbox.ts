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
      const [, id, to, subject, text] =
        /^From .*\nMessage-ID: <(.*)@hilo>\nTo: (.*)\nSubject: (.*)\n\n([^]*\n)\n$/.exec(letter) ?? []
      if (id === undefined || to === undefined || subject === undefined || text === undefined)
        throw new Error(`${name} holds what is no letter: ${letter.slice(0, 80)}`)
      letters.set(id, { id, to, subject, text: text.replaceAll(/^>(>*From )/gm, '$1') })
    }
  return [...letters.values()]
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
