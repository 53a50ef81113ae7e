import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Which file wrote a statement. The call that sent it is a good witness, but not of a read that had to wait: by then
 * the caller may be gone from the stack. So the words are compared: most of a statement stands in the file it is from.
 */
export type Authors = (text: string, witness: string) => string | null

const FOLDERS = ['server', 'sdk', 'test', 'tools']
const PRODUCT = /^server\/.*(?<!\.test|\.test-support)\.ts$/
/** Of the letters of a statement: what is spliced in comes from elsewhere. */
const MOST = 0.5
/** Shorter pieces stand everywhere. */
const PIECE_MIN = 6

/** Null of what tests and tools wrote themselves, and sent through a door of the server. */
export function authorsIn(root: string): Authors {
  const sources = new Map<string, string>()
  for (const folder of FOLDERS) {
    for (const name of filesIn(join(root, folder)))
      sources.set(`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8'))
  }
  return (text, witness) => {
    const pieces = piecesOf(text)
    const share = (file: string): number => shareIn(sources.get(file) ?? '', pieces)
    if (pieces.length === 0 || share(witness) >= MOST) return witness
    let [author, most] = [witness, share(witness)]
    for (const file of sources.keys()) {
      const here = share(file)
      if (here > most) [author, most] = [file, here]
    }
    return PRODUCT.test(author) ? author : null
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
      .toSorted()
  } catch {
    return []
  }
}

/** Lines without their values. */
const piecesOf = (text: string): string[] =>
  text
    .split(/\$\d+|\n/)
    .map((piece) => piece.trim())
    .filter((piece) => piece.length >= PIECE_MIN)

function shareIn(source: string, pieces: readonly string[]): number {
  const length = (of: readonly string[]): number => of.reduce((sum, piece) => sum + piece.length, 0)
  return length(pieces.filter((piece) => source.includes(piece))) / length(pieces)
}
