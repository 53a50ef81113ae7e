/** The languages people read Hilo in; every text exists in both. */
export type Language = 'es' | 'en'

export const LANGUAGES: readonly Language[] = ['es', 'en']

type Say = string | ((...given: never[]) => string)
/** What a screen says: both languages side by side, so that none is forgotten. */
export type Words = Readonly<Record<string, { readonly es: Say; readonly en: Say }>>
export type Spoken<W extends Words> = { readonly [Key in keyof W]: W[Key]['es'] }

const spoken = new WeakMap<Words, Partial<Record<Language, unknown>>>()

/**
 * The words of a screen in one language: `const w = speak(WORDS, 'es'); w.title; w.left(3)`.
 * The two forms of a word take the same values; the type is that of the Spanish one.
 */
export function speak<const W extends Words>(words: W, language: Language): Spoken<W> {
  const known = spoken.get(words) ?? {}
  spoken.set(words, known)
  known[language] ??= Object.fromEntries(Object.entries(words).map(([key, word]) => [key, word[language]]))
  return known[language] as Spoken<W>
}

/** The first of the reader's languages we speak, else Spanish. `accepted` as in Accept-Language (RFC 9110 §12.5.4). */
export function languageFrom(accepted: string | readonly string[] | null | undefined): Language {
  const list = typeof accepted === 'string' ? accepted.split(',') : (accepted ?? [])
  const first = list
    .map((entry) => entry.trim().slice(0, 2).toLowerCase())
    .find((code) => code === 'es' || code === 'en')
  return first === 'en' ? 'en' : 'es'
}
