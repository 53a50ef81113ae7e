import type { Ask } from './ask.ts'

/** For who is known the list is also a preference of theirs: it goes where they go, and is part of what we hold of them. */
const PREFERENCE = 'saved_products'
const SAVED_MAX = 60
/** A browser keeps four thousand bytes under one name. */
const LETTERS_MAX = 3_000
const SLUGS = /^[a-z0-9-]+(,[a-z0-9-]+)*$/

/** Slugs of what was saved in this browser, the last first. */
export const savedSlugs = ({ chosen }: Pick<Ask, 'chosen'>): string[] =>
  chosen.saved !== undefined && SLUGS.test(chosen.saved) ? chosen.saved.split(',').slice(0, SAVED_MAX) : []

/** Puts a product on top of the list, or takes it off; answers what the browser is to remember. */
export async function save(ask: Ask, slug: string, wanted: boolean): Promise<string | null> {
  const others = savedSlugs(ask).filter((one) => one !== slug)
  const list = bounded(wanted && SLUGS.test(slug) ? [slug, ...others] : others)
  if (ask.known) await ask.client.setOwnPreference({ name: PREFERENCE, value: list })
  return list.length === 0 ? null : list.join(',')
}

/** What was saved on another device by who is signed in here; nothing for who is not. */
export async function savedElsewhere({ known, client }: Ask): Promise<string[]> {
  if (!known) return []
  const { items } = await client.listOwnPreferences().catch(() => ({ items: [] }))
  const value = items.find(({ name }) => name === PREFERENCE)?.value
  return Array.isArray(value) ? value.filter((slug) => typeof slug === 'string') : []
}

function bounded(list: readonly string[]): string[] {
  const kept = list.slice(0, SAVED_MAX)
  while (kept.join(',').length > LETTERS_MAX) kept.pop()
  return kept
}
