import { unaccented } from '#platform/text'

/** Lower case, without accents, letters and digits only, single spaces: "Cafetera  ESPRÉSSO-15" → "cafetera espresso 15". */
export const fold = (text: string): string =>
  unaccented(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * A Spanish or English word as it sounds, roughly: v like b, silent h, c/z/s, qu/k, doubled letters
 * once. People misspell by ear; two spellings of one sound then compare as equal.
 */
export const sound = (folded: string): string =>
  folded
    .replace(/(?<!c)h/g, '')
    .replace(/v/g, 'b')
    .replace(/z|c(?=[ei])/g, 's')
    .replace(/qu(?=[ei])|q|c(?!h)/g, 'k')
    .replace(/g(?=[ei])/g, 'j')
    .replace(/(\p{L})\1+/gu, '$1')

/** Words that say nothing about a product; the stemmers know longer lists, these must not reach the fallback. */
const EMPTY_WORDS = new Set(
  (
    'a al con de del el en la las los o para por que sin su sus un una unas unos y ' +
    'an and at for in is of on or the to with'
  ).split(' '),
)

export const QUERY_WORDS_MAX = 8
const WORD_LENGTH_MAX = 40

/** The words of a search, folded, at most eight; empty words are dropped unless there is nothing else. */
export function queryWords(text: string): string[] {
  const words = fold(text)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => word.slice(0, WORD_LENGTH_MAX))
  const telling = words.filter((word) => !EMPTY_WORDS.has(word))
  return [...new Set(telling.length > 0 ? telling : words)].slice(0, QUERY_WORDS_MAX)
}

export const CODE_LENGTH_MAX = 60

/** A code for a label people typed: "Azul marino" → "azul-marino"; "★" → "u2605". */
export function codeOf(label: string): string {
  const code = fold(label)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  const spelled = code === '' ? `u${[...label].map((sign) => sign.codePointAt(0)?.toString(16)).join('-')}` : code
  return spelled.slice(0, CODE_LENGTH_MAX).replace(/-$/, '')
}
