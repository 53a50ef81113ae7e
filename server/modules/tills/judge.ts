import { permissionsOf } from '#access'
import type { Ctx } from '#platform/ctx'
import type { SaleBody, SaleFact, SaleLine } from './fact-shapes.ts'
import { changedPrices, otherTaxes } from './judge-prices.ts'
import { roundingOff } from './rounding.ts'
import { named } from './scene.ts'
import type { Scene } from './scene.ts'
import type { Settings, TaskKind } from './shapes.ts'

/** Something a sale left open for a person, with the facts it is about. */
export type Finding = { seq: number; order_id: string | null; kind: TaskKind; details: Record<string, unknown> }

const HOUR_MS = 3_600_000
const MILLION = 1_000_000

/** What a sale did that nobody here would have done; it stands all the same, whatever judging it comes to. */
export async function judgeSale(ctx: Ctx, { seq, at, body }: SaleFact, scene: Scene): Promise<Finding[]> {
  const { cards, customers, settings } = scene
  const unknown = body.lines.filter(({ variant_id }) => !cards.has(variant_id))
  const known = body.lines.filter(({ variant_id }) => cards.has(variant_id))
  const sold = { lines: known, body, at: new Date(at) }
  const changed = await changedPrices(ctx, sold, scene)
  const taxed = await otherTaxes(ctx, sold, scene)
  const unapproved = body.lines.filter((line) => isUnapproved(line, scene))
  const in_cash = body.tenders.some(({ kind }) => kind === 'cash')
  const off = roundingOff(body.rounding, { step: settings.cash_rounding, in_cash })
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
    ['tax_differs', taxed.length > 0 ? { lines: taxed } : null],
    ['rounding_off', off && { currency: body.currency, ...off }],
    ['over_limit', over && { currency: body.currency, gross: body.gross, ...over }],
  ]
  return findings.flatMap(([kind, details]) => (details ? [{ seq, order_id: body.order_id, kind, details }] : []))
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
