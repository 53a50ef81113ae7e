import type { Client } from '#sdk'
import type { Ask } from './ask.ts'

/** For who is known the list is also a preference of theirs: it goes where they go, and is part of what we hold of them. */
const PREFERENCE = 'saved_products'
/** As many as a preference holds. */
const SAVED_MAX = 50
/** A browser keeps four thousand bytes under one name. */
const LETTERS_MAX = 3_000
/** Slugs; before them whose they are, where somebody had a session when they saved. */
const LIST = /^(?:([\w-]{8,20})\.)?([a-z0-9-]+(?:,[a-z0-9-]+)*)$/
const SLUG = /^[a-z0-9-]+$/

type Keeper = Pick<Ask, 'chosen' | 'mark'>

/**
 * Slugs of what was saved in this browser, the last first. What belongs to another session (somebody who signed out, or
 * whose session is over) is nobody's here: it is never shown, nor taken into another's account.
 */
export function savedSlugs({ chosen, mark }: Keeper): string[] {
  const [, owner, slugs = ''] = LIST.exec(chosen.saved ?? '') ?? []
  return slugs === '' || (owner !== undefined && owner !== mark()) ? [] : slugs.split(',').slice(0, SAVED_MAX)
}

const isOwn = ({ chosen, mark }: Keeper): boolean => LIST.exec(chosen.saved ?? '')?.[1] === (mark() ?? '')

/** What this browser knows of; for who is known also what they saved elsewhere, where it does not know that yet. */
export async function savedList(ask: Ask): Promise<string[]> {
  const here = savedSlugs(ask)
  return !ask.known || isOwn(ask) ? here : bounded([...here, ...(await savedElsewhere(ask.client))])
}

/** What the browser is to remember of a list. */
export const keptAs = (mark: string | null, list: readonly string[]): string | null =>
  list.length === 0 ? null : `${mark === null ? '' : `${mark}.`}${list.join(',')}`

/** Puts a product on top of the list, or takes it off; answers what the browser is to remember. */
export async function save(ask: Ask, slug: string, wanted: boolean): Promise<string | null> {
  const others = (await savedList(ask)).filter((one) => one !== slug)
  const list = bounded(wanted && SLUG.test(slug) ? [slug, ...others] : others)
  if (ask.known) await ask.client.setOwnPreference({ name: PREFERENCE, value: list })
  return keptAs(ask.mark(), list)
}

/** What a visitor saved is theirs once they say who they are, beside what they had; answers what is to be remembered. */
export async function takeAlong(client: Client, mark: string | null, list: readonly string[]): Promise<string | null> {
  const all = bounded([...list, ...(await savedElsewhere(client))])
  if (list.length > 0) await client.setOwnPreference({ name: PREFERENCE, value: all })
  return keptAs(mark, all)
}

async function savedElsewhere(client: Client): Promise<string[]> {
  const { items } = await client.listOwnPreferences().catch(() => ({ items: [] }))
  const value = items.find(({ name }) => name === PREFERENCE)?.value
  return Array.isArray(value) ? value.filter((slug) => typeof slug === 'string' && SLUG.test(slug)) : []
}

function bounded(list: readonly string[]): string[] {
  const kept = [...new Set(list)].slice(0, SAVED_MAX)
  while (kept.join(',').length > LETTERS_MAX) kept.pop()
  return kept
}
