import type { Ctx } from '#platform/ctx'

/** What a till keeps of a person to find them without network. */
export type CustomerBasics = {
  /** The person: the id their cluster answers to. */
  customer_id: string
  given_name: string | null
  family_name: string | null
  company: string | null
  phones: string[]
  emails: string[]
  cards: string[]
  tags: string[]
  language: string | null
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * A page of the known in the order of ids: a stretch of all customers, without visitors nobody knows, so that a page is
 * quick however many of those there are. It may hold fewer than `limit`, or nobody; `last` says where the next begins.
 */
export async function knownCustomers(
  ctx: Ctx,
  { after = FIRST_ID, limit }: { after?: string | undefined; limit: number },
): Promise<{ items: CustomerBasics[]; last: string | null }> {
  const walked = await ctx.sql<{ id: string; heads: boolean }>`
    select id, id = cluster_id and erased_at is null as heads from customer where id > ${after} order by id limit ${limit}`
  const items = await basicsOf(
    ctx,
    walked.filter(({ heads }) => heads).map(({ id }) => id),
  )
  return { items, last: walked.length < limit ? null : (walked.at(-1)?.id ?? null) }
}

/** Of these people (ids their clusters answer to), those of whom anything is known. One statement. */
export const basicsOf = (ctx: Ctx, cluster_ids: readonly string[]): Promise<CustomerBasics[]> =>
  ctx.sql<CustomerBasics>`
    select p.id as customer_id, m.given_name, m.family_name, m.company, m.language, m.tags,
           coalesce(i.phones, '{}') as phones, coalesce(i.emails, '{}') as emails, coalesce(i.cards, '{}') as cards
      from unnest(${cluster_ids}::uuid[]) as p(id)
     cross join lateral (
       select (array_agg(c.given_name order by c.updated_at desc, c.id) filter (where c.given_name <> ''))[1] as given_name,
              (array_agg(c.family_name order by c.updated_at desc, c.id) filter (where c.family_name <> ''))[1] as family_name,
              (array_agg(c.company order by c.updated_at desc, c.id) filter (where c.company <> ''))[1] as company,
              (array_agg(c.language order by c.updated_at desc, c.id) filter (where c.language <> ''))[1] as language,
              array(select distinct t.tag from customer g, unnest(g.tags) as t(tag) where g.cluster_id = p.id order by t.tag) as tags
         from customer c where c.cluster_id = p.id and c.erased_at is null) m
     cross join lateral (
       select array_agg(distinct v.value) filter (where v.kind in ('phone', 'whatsapp')) as phones,
              array_agg(distinct v.value) filter (where v.kind = 'email') as emails,
              array_agg(distinct v.value) filter (where v.kind = 'card') as cards
         from customer c join customer_identity v on v.customer_id = c.id and v.valid_to is null
        where c.cluster_id = p.id) i
     where coalesce(m.given_name, m.family_name, m.company) is not null
        or coalesce(i.phones, i.emails, i.cards) is not null`

/** Everybody these ids belonged to or belong to now: whole clusters, each id with the one its person answers to. */
export const membersOf = (
  ctx: Ctx,
  customer_ids: readonly string[],
): Promise<{ id: string; cluster_id: string; erased_at: Date | null }[]> =>
  ctx.sql<{ id: string; cluster_id: string; erased_at: Date | null }>`
    select id, cluster_id, erased_at from customer
     where cluster_id in (select cluster_id from customer where id = any(${customer_ids}::uuid[]))`

/** Of these ids, those of customers who are there and were not forgotten. */
export async function living(ctx: Ctx, customer_ids: readonly string[]): Promise<Set<string>> {
  const rows = await ctx.sql<{ id: string }>`
    select id from customer where id = any(${customer_ids}::uuid[]) and erased_at is null`
  return new Set(rows.map(({ id }) => id))
}
