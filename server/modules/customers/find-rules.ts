import { fold } from './rules.ts'

export type TermKind = 'name' | 'family' | 'email' | 'phone' | 'card' | 'order' | 'external' | 'social'
export type Term = { kind: TermKind; term: string }

const QUESTION_MAX = 100
const WORDS_MAX = 6
const WORD_MIN = 3
const WORD_MAX = 40
const TERM_MAX = 320

/** Letters and digits only: order numbers, cards and phones are read out with and without their dashes. */
export const compact = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]+/gu, '')

/** The spelling a term is stored and compared in; null = nothing to find it by. */
export function termOf(kind: TermKind, text: string): string | null {
  const term =
    kind === 'name' || kind === 'family' || kind === 'email' || kind === 'social' ? fold(text) : compact(text)
  return term === '' ? null : term.slice(0, TERM_MAX)
}

/** What somebody typed, made ready: as one text, as one code (612 34 56 78), and word by word. */
export type Question = { text: string; code: string | null; words: string[] }

/** Null where nothing can be asked with it. Names are compared without commas: "García, María". */
export function questionOf(typed: string): Question | null {
  const text = fold(typed.slice(0, 4 * QUESTION_MAX))
    .replace(/[,;]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, QUESTION_MAX)
    .trim()
  const code = codeOf(text)
  const words = [...new Set(code !== null && !/\p{L}/u.test(text) ? [code] : text.split(' '))]
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, WORDS_MAX)
  return words.length === 0 ? null : { text, code, words }
}

/** Digits with any punctuation, or one word that has digits in it; 00 in front of a phone is its +. */
function codeOf(text: string): string | null {
  if (text.includes('@') || !/\d/.test(text) || (/\p{L}/u.test(text) && text.includes(' '))) return null
  const code = compact(text)
  return /^00\d{8,}$/.test(code) ? code.slice(2) : code
}

/** The longest number among words: "maría 5678" asks for a María with a number that begins or ends so. */
export function digitsAmong({ words }: Question): string | null {
  const numbers = words.filter((word) => /^\d{3,}$/.test(word)).sort((a, b) => b.length - a.length)
  return words.length > 1 && numbers.length > 0 ? numbers[0]! : null
}

/** A spoken phone number lacks its country code, so its end is as good as the whole. */
const WHOLE_NUMBER = 8

/** True when somebody has exactly what was typed: a mail, a number, or a name of three words. Nobody else is meant. */
export const isAnswered = (found: readonly Term[], { text, code, words }: Question): boolean =>
  found.some(({ kind, term }) =>
    kind === 'name' || kind === 'family'
      ? words.length >= 3 && term === text
      : term === text || term === code || (code !== null && code.length >= WHOLE_NUMBER && term.endsWith(code)),
  )

/** The words a term adds to the vocabulary by which typing errors are forgiven. */
export const wordsOf = (term: string): string[] =>
  term.match(/\p{L}+/gu)?.filter((word) => word.length >= WORD_MIN && word.length <= WORD_MAX) ?? []

/**
 * A word and every spelling of it with one letter left out. Two words one error apart (a letter too many, too few,
 * wrong, or swapped with its neighbour) share one of them (W. Garbe, SymSpell, 2012).
 */
export function spellingsNear(word: string): string[] {
  const near = new Set([word])
  for (let i = 0; i < word.length; i++) near.add(word.slice(0, i) + word.slice(i + 1))
  return [...near]
}

/** Errors between two spellings: insert, leave out, replace, swap neighbours (optimal string alignment). */
export function errorsBetween(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length]!
}

const SPELLINGS_PER_WORD = 3
const READINGS_MAX = 3

/**
 * Other readings of the words typed, fewest errors first; `known` are words of the vocabulary near them. Beside other
 * words, one that is in the vocabulary is taken as meant.
 */
export function readingsOf(words: readonly string[], known: readonly string[]): string[][] {
  const choices = words.map((word) => {
    if (!/^\p{L}{3,}$/u.test(word)) return [{ word, errors: 0 }]
    const near = known
      .map((spelling) => ({ word: spelling, errors: errorsBetween(word, spelling) }))
      .filter(({ errors }) => errors <= 1)
      .sort((a, b) => a.errors - b.errors || b.word.length - a.word.length || (a.word < b.word ? -1 : 1))
    return near.length === 0
      ? [{ word, errors: 0 }]
      : near[0]!.errors === 0 && words.length > 1
        ? [near[0]!]
        : near.slice(0, SPELLINGS_PER_WORD)
  })
  let readings = [{ words: [] as string[], errors: 0 }]
  for (const spellings of choices) {
    readings = readings.flatMap((reading) =>
      spellings.map((spelling) => ({
        words: [...reading.words, spelling.word],
        errors: reading.errors + spelling.errors,
      })),
    )
  }
  return readings
    .filter((reading) => reading.errors > 0)
    .sort((a, b) => a.errors - b.errors)
    .slice(0, READINGS_MAX)
    .map((reading) => reading.words)
}

/** Read from the end, as the index of endings is: sign by sign, like PostgreSQL's reverse(). */
export const backwardsOf = (text: string): string => [...text].toReversed().join('')

/**
 * The signs within a mail as if they were letters: PostgreSQL's trigrams end at them (pg_trgm), and a piece that goes
 * across would be looked for by its words alone, which thousands have.
 */
export const joined = (text: string): string => text.replace(/[.@_+-]/g, '0')

/** Greater than any text that starts with what stands before it, byte by byte. */
export const LAST = '\u{10FFFF}'

/** A pattern for LIKE that means the text itself. */
export const literal = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/** Lower is better: the whole term, its start, starts of its words, anywhere; names before mails. */
export function rankOf(term: Term, question: Question): number {
  const within = ` ${term.term}`
  const named = term.kind === 'name' || term.kind === 'family' ? 0 : 1
  if (term.term === question.text || term.term === question.code) return 0
  if (term.term.startsWith(question.text) || (question.code !== null && term.term.startsWith(question.code)))
    return 2 + named
  if (question.code !== null && term.term.endsWith(question.code)) return 3
  if (question.words.every((word) => within.includes(` ${word}`))) return 4 + named
  return 6 + named
}
