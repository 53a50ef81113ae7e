import type { Ctx } from '#platform/ctx'
import { json } from '#platform/ctx'
import { notFound } from '#platform/errors'
import { forgetAnswersAbout } from '#platform/idempotency'
import { newId } from '#platform/ids'
import { lockPeople } from './cluster.ts'
import { customerErased } from './events.ts'
import { wordsOf } from './find-rules.ts'
import { HOLDS_WORD, IN_FRAGMENTS } from './terms.ts'

export const ERASE_REASONS = ['asked', 'retention', 'mistake'] as const

export type Erase = { customer_id: string; reason?: (typeof ERASE_REASONS)[number] }
export type Erasure = { id: string; customer_id: string; erased_at: Date }

/**
 * Forgets a person, under all their ids: names, contacts, search words, addresses, notes and preferences go; the ids
 * stay, so that orders and ledgers stay whole. Higher modules hear customer.erased and do the same. Said twice it
 * answers what was done, and forgets what was still being said then.
 */
export async function eraseCustomer(ctx: Ctx, { customer_id, reason = 'asked' }: Erase): Promise<Erasure> {
  const people = await lockPeople(ctx, [customer_id])
  if (people.length === 0) throw notFound('customer', customer_id)
  const ids = people.map(({ id }) => id)
  if (people.every(({ erased_at }) => erased_at)) {
    const [done] = await ctx.sql<Erasure>`
      select id, customer_id, erased_at from customer_erasure where customer_id = any(${ids}::uuid[]) order by erased_at desc limit 1`
    if (done) {
      await redact(ctx, ids)
      return done
    }
  }
  const removed = await redact(ctx, ids)
  await forgetAnswersAbout(ctx, ids)
  const erasure = { id: newId(), customer_id: people[0]!.cluster_id, erased_at: ctx.now }
  await ctx.sql`
    insert into customer_erasure (id, customer_id, requested_by, reason, erased_at, removed)
    values (${erasure.id}, ${erasure.customer_id}, ${ctx.actor.kind}, ${reason}, ${ctx.now}, ${json({ ...removed, customer_ids: ids })})`
  ctx.emit(
    customerErased,
    { customer_ids: ids },
    { customer_id: erasure.customer_id, subject_kind: 'customer', subject_id: erasure.customer_id },
  )
  return erasure
}

type Counts = Record<'identities' | 'terms' | 'addresses' | 'preferences' | 'notes', number>

/** Counts are kept as the record of what was done; no value is. */
async function redact(ctx: Ctx, ids: readonly string[]): Promise<Counts> {
  const terms = await ctx.sql<{
    term: string
  }>`delete from customer_term where customer_id = any(${ids}::uuid[]) returning term`
  const addresses = await ctx.sql`delete from customer_address where customer_id = any(${ids}::uuid[]) returning id`
  const preferences =
    await ctx.sql`delete from customer_preference where customer_id = any(${ids}::uuid[]) returning name`
  const notes = await ctx.sql`delete from customer_note where customer_id = any(${ids}::uuid[]) returning id`
  const identities = await ctx.sql`
    update customer_identity set value = 'erased:' || id, shown = '', account = '', source = 'erased', valid_to = coalesce(valid_to, greatest(valid_from, ${ctx.now}::timestamptz))
     where customer_id = any(${ids}::uuid[]) returning id`
  await ctx.sql`
    update customer_merge set evidence = '{"rule": "erased"}' where kept_id = any(${ids}::uuid[]) or joined_id = any(${ids}::uuid[])`
  await ctx.sql`
    update customer set given_name = null, family_name = null, company = null, birthday = null, language = null, tags = '{}',
                        updated_at = ${ctx.now}, erased_at = coalesce(erased_at, ${ctx.now})
     where id = any(${ids}::uuid[])`
  await forgetWords(ctx, [...new Set(terms.flatMap(({ term }) => wordsOf(term)))])
  return {
    identities: identities.length,
    terms: terms.length,
    addresses: addresses.length,
    preferences: preferences.length,
    notes: notes.length,
  }
}

/** A rare surname in the vocabulary would tell that somebody of that name was here. */
const forgetWords = (ctx: Ctx, words: readonly string[]) =>
  ctx.sql`
    delete from customer_word
     where word = any(${words}::text[])
       and not exists (select from customer_term where ${IN_FRAGMENTS} and ${HOLDS_WORD})`
