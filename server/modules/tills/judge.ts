import { permissionsOf } from '#access'
import { tagsOf } from '#customers'
import type { Role, Store } from '#organisation'
import type { VariantCard } from '#catalog'
import type { Ctx } from '#platform/ctx'
import { askedThen, priceLines } from '#pricing'
import type { SaleBody, SaleFact, SaleLine } from './fact-shapes.ts'
import type { Settings, TaskKind } from './shapes.ts'

/** Something a sale left open for a person, with the facts it is about. */
export type Finding = { seq: number; order_id: string | null; kind: TaskKind; details: Record<string, unknown> }

export type Scene = {
  store: Store
  currency: string
  settings: Settings
  cards: ReadonlyMap<string, VariantCard>
  customers: ReadonlySet<string>
  roles: ReadonlyMap<string, Role>
}

const HOUR_MS = 3_600_000
const MILLION = 1_000_000

/** What a sale did that nobody here would have done; it stands all the same. */
export async function judgeSale(ctx: Ctx, { seq, at, body }: SaleFact, scene: Scene): Promise<Finding[]> {
  const { cards, customers, settings } = scene
  const unknown = body.lines.filter(({ variant_id }) => !cards.has(variant_id))
  const known = body.lines.filter(({ variant_id }) => cards.has(variant_id))
  const changed = await changedPrices(ctx, { lines: known, body, at: new Date(at) }, scene)
  const unapproved = body.lines.filter((line) => isUnapproved(line, scene))
  const over = overLimit(body, ctx.now.getTime() - new Date(at).getTime(), settings)
  const findings: [TaskKind, Record<string, unknown> | null][] = [
    ['unknown_article', unknown.length > 0 ? { lines: unknown.map(named) } : null],
    [
      'unknown_customer',
      body.customer_id !== null && !customers.has(body.customer_id) ? { customer: body.customer_id } : null,
    ],
    ['price_changed', changed.length > 0 ? { currency: body.currency, lines: changed } : null],
    [
      'price_unapproved',
      unapproved.length > 0
        ? {
            currency: body.currency,
            lines: unapproved.map((line) => ({
              ...named(line),
              list_price: line.list_price,
              unit_price: line.unit_price,
            })),
          }
        : null,
    ],
    ['over_limit', over && { currency: body.currency, gross: body.gross, ...over }],
  ]
  return findings.flatMap(([kind, details]) => (details ? [{ seq, order_id: body.order_id, kind, details }] : []))
}

export const named = ({ sku, name }: Pick<SaleLine, 'sku' | 'name'>) => ({ sku, name })

type AskedLines = { lines: readonly SaleLine[]; body: SaleBody; at: Date }

/**
 * Lines whose list price is not what was asked at that moment: neither of anybody, as the till keeps it, nor of this
 * customer and for that many, as it may have been told.
 */
async function changedPrices(ctx: Ctx, { lines, body, at }: AskedLines, { store, cards, customers }: Scene) {
  const asker = { channel: ctx.channel, store_id: store.id, currency: body.currency, at }
  const variant_ids = lines.map(({ variant_id }) => variant_id)
  const plain = await askedThen(ctx, { ...asker, customer_tags: [], variant_ids })
  const doubtful = lines.filter(({ variant_id, list_price }) => plain.get(variant_id) !== list_price)
  if (doubtful.length === 0) return []
  const knows = body.customer_id !== null && customers.has(body.customer_id)
  const customer_tags = knows ? await tagsOf(ctx, body.customer_id as string) : []
  const then = await askedThen(ctx, { ...asker, customer_tags, variant_ids })
  const { lines: asked } = await priceLines(ctx, {
    ...asker,
    country: store.country,
    region: store.region,
    customer_tags,
    lines: lines.map(({ id, variant_id, quantity }) => ({
      key: id,
      variant_id,
      quantity,
      tax_class: cards.get(variant_id)!.tax_class,
    })),
  })
  const many = new Map(asked.map(({ key, unit_price }) => [key, unit_price]))
  return doubtful
    .filter(({ id, variant_id, list_price }) => then.get(variant_id) !== list_price && many.get(id) !== list_price)
    .map((line) => ({ ...named(line), list_price: line.list_price, asked: plain.get(line.variant_id) ?? null }))
}

/** A price lowered by more than the shop lets everybody do, without somebody who may. */
function isUnapproved({ list_price, unit_price, approved_by }: SaleLine, { settings, roles }: Scene): boolean {
  const lowered = list_price - unit_price
  if (lowered <= 0 || lowered * MILLION <= list_price * settings.approve_discount_over_ppm) return false
  const role = approved_by === null ? undefined : roles.get(approved_by)
  return role === undefined || !permissionsOf(role).has('tills.approve')
}

function overLimit({ offline, gross, tenders }: SaleBody, age_ms: number, settings: Settings) {
  if (!offline) return null
  if (gross > settings.offline_sale_max) return { because: 'amount', limit: settings.offline_sale_max }
  if (age_ms > settings.offline_hours_max * HOUR_MS) return { because: 'hours', limit: settings.offline_hours_max }
  const kind = tenders.find((tender) => !settings.offline_tenders.includes(tender.kind))?.kind
  return kind === undefined ? null : { because: 'tender', tender: kind }
}
