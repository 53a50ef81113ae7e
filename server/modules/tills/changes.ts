import { basicsOf, membersOf } from '#customers'
import type { CustomerBasics } from '#customers'
import { storeById } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { inTurn } from '#platform/ctx'
import { factsSince } from '#platform/since'
import type { Told } from '#platform/since'
import { listsTurned, taxesTurned } from '#pricing'
import { movedSince } from '#stock'
import { ARTICLES_MAX, articlesAmong } from './articles.ts'
import type { Changes } from './shapes.ts'
import { tillOf } from './till.ts'
import { knownBy, knownNow, versionOf } from './version.ts'

/** Facts of any kind between two questions; more, and the till loads everything anew. */
const FACTS_MAX = 20_000
const CUSTOMERS_MAX = 2_000

/** Facts of articles: a product with all its variants, or one variant's price. */
const OF_PRODUCTS = ['product.saved', 'product.archived', 'product.picture_added', 'product.picture_removed']
const OF_PRICES = ['price.changed']
/** What any article may cost, or where it stands, after these, nobody can tell one by one. */
const OF_ALL = ['price_list.saved', 'tax_rate.saved', 'channel.saved', 'category.saved']
const OF_CUSTOMERS = [
  'customer.created',
  'customer.identified',
  'customer.identity_removed',
  'customer.identity_shared',
  'customer.merged',
  'customer.unmerged',
  'customer.edited',
  'customer.tagged',
  'customer.erased',
]
const TYPES = [...OF_PRODUCTS, ...OF_PRICES, ...OF_ALL, ...OF_CUSTOMERS]

const NOTHING = { articles: [], gone_variant_ids: [], customers: [], gone_customer_ids: [] }

/** What is not any more as a till has it. Refuses bad_cursor (400). */
export async function tillChanges(ctx: Ctx, { since }: { since: string }): Promise<Changes> {
  const known = knownBy(since)
  const { store_id } = await tillOf(ctx)
  const { location_id, country, region } = await storeById(ctx, store_id)
  // Before anything is read: what changes meanwhile is told again the next time.
  const now = await knownNow(ctx)
  const [told, moved, turned] = await inTurn(
    factsSince(ctx, known.log, { types: TYPES, most: FACTS_MAX }),
    movedSince(ctx, { location_id, mark: known.ledger }),
    listsTurned(ctx, { channel: ctx.channel, store_id, from: known.at, to: now.at }),
  )
  const anew: Changes = { version: versionOf(now), reset: true, ...NOTHING }
  const taxed = await taxesTurned(ctx, { store_id, country, region, from: known.at, to: now.at })
  if (told === null || moved === null || turned || taxed || told.facts.some(({ type }) => OF_ALL.includes(type)))
    return anew
  const named = articlesNamedBy(told.facts, moved)
  const customer_ids = customersNamedBy(told.facts)
  if (named.variant_ids.length > ARTICLES_MAX || customer_ids.length > CUSTOMERS_MAX) return anew
  const articles = await articlesAmong(ctx, store_id, named)
  if (articles === null) return anew
  const people = await peopleAmong(ctx, customer_ids)
  return {
    version: versionOf({ ...now, log: told.end }),
    reset: false,
    articles: articles.articles,
    gone_variant_ids: articles.gone,
    ...people,
  }
}

function articlesNamedBy(facts: readonly Told[], moved: readonly string[]) {
  const of = (types: readonly string[], field: string) =>
    facts.filter(({ type }) => types.includes(type)).map(({ data }) => String(data[field]))
  return {
    variant_ids: [...new Set([...moved, ...of(OF_PRICES, 'variant_id')])],
    product_ids: [...new Set(of(OF_PRODUCTS, 'product_id'))],
  }
}

/** Everybody a fact is about: of a join both sides, of an erasure all ids. */
function customersNamedBy(facts: readonly Told[]): string[] {
  const about = facts.filter(({ type }) => OF_CUSTOMERS.includes(type))
  return [
    ...new Set(
      about.flatMap(({ customer_id, data }) =>
        [
          customer_id,
          data['kept_id'],
          data['joined_id'],
          ...((data['customer_ids'] as string[] | undefined) ?? []),
        ].filter((id) => typeof id === 'string'),
      ),
    ),
  ]
}

async function peopleAmong(
  ctx: Ctx,
  customer_ids: readonly string[],
): Promise<{ customers: CustomerBasics[]; gone_customer_ids: string[] }> {
  if (customer_ids.length === 0) return { customers: [], gone_customer_ids: [] }
  const members = await membersOf(ctx, customer_ids)
  const heads = members.filter(({ id, cluster_id, erased_at }) => id === cluster_id && erased_at === null)
  const customers = await basicsOf(
    ctx,
    heads.map(({ id }) => id),
  )
  const kept = new Set(customers.map(({ customer_id }) => customer_id))
  const ids = new Set([...customer_ids, ...members.map(({ id }) => id)])
  return { customers, gone_customer_ids: [...ids].filter((id) => !kept.has(id)) }
}
