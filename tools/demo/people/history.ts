import { recordSales } from '#orders'
import type { Sale } from '#orders'
import { momentOf } from '#organisation'
import { totalsOf } from '#pricing'
import { track } from '#touchpoints'
import type { Step } from '#touchpoints'
import type { Chance } from '../chance.ts'
import { chanceOf, daysBefore, hoursBefore, idOf, minutesAfter } from '../chance.ts'
import { SHOPS, storeId } from '../chain/stores.ts'
import type { Goods, Ware } from '../goods/shelve.ts'
import { canaryPrice } from '../goods/shelve.ts'
import type { Stage } from '../stage.ts'
import { TIMEZONE, shopper } from '../stage.ts'
import type { Customer } from './invite.ts'
import { KNOWN_DAYS } from './person.ts'

const SALES = 3_300
const BATCH = 500

/** How busy each month is: Christmas and both sales, a quiet August. */
const SEASON = [1.4, 0.8, 0.85, 0.95, 1, 1.05, 1.3, 0.6, 0.95, 1.05, 1.5, 2] as const

/** What was bought in the last fourteen months, before this system was there: recorded, not played. */
export async function remember(stage: Stage, goods: Goods, customers: readonly Customer[]): Promise<void> {
  for (let from = 0; from < SALES; from += BATCH) {
    const sales = Array.from({ length: Math.min(BATCH, SALES - from) }, (_, i) =>
      saleOf(from + i + 1, stage.now, goods, customers),
    )
    await stage.act({ at: hoursBefore(stage.now, 2), channel: 'import' }, (ctx) => recordSales(ctx, sales))
  }
  stage.log.info(`demo: ${SALES} past orders`)
}

function saleOf(number: number, now: Date, { articles }: Goods, customers: readonly Customer[]): Sale {
  const chance = chanceOf(`sale ${number}`)
  const channel = chance.weighted([
    ['pos', 58],
    ['web', 27],
    ['marketplace:mirador', 9],
    ['phone', 6],
  ] as const)
  const walkIn = channel === 'pos' && chance.flip(0.22)
  // Regulars come more often: the better of two draws by tier.
  const drawn = [chance.pick(customers), chance.pick(customers)].toSorted((a, b) => b.tags.length - a.tags.length)
  const customer = (chance.flip(0.6) ? drawn[0] : drawn[1]) as Customer
  const store = channel === 'pos' ? (chance.flip(0.8) ? customer.town.store : chance.pick(SHOPS).code) : null
  const canary = (store ?? customer.town.store) === 'triana'
  const bought = Array.from(
    {
      length: chance.weighted([
        [1, 48],
        [2, 30],
        [3, 15],
        [4, 7],
      ] as const),
    },
    () => chance.pick(articles),
  )
  return {
    external_id: `D-${String(number).padStart(5, '0')}`,
    channel,
    customer_id: walkIn ? null : customer.id,
    store_id: store && storeId(store),
    currency: 'EUR',
    locale: customer.language,
    tax_included: true,
    delivery_method: store ? 'carry_out' : 'ship',
    address: store ? null : customer.address,
    contact: store
      ? {}
      : {
          name: `${customer.given_name} ${customer.family_name}`,
          ...(customer.email ? { email: customer.email } : {}),
        },
    touched_in: channel === 'web' && chance.flip(0.2) ? ['mobile', 'web'] : [channel],
    placed_at: momentFor(chance, now, walkIn ? daysBefore(now, KNOWN_DAYS) : customer.created_at, store !== null),
    lines: linesOf([...new Set(bought)], chance, canary),
  }
}

function linesOf(wares: readonly Ware[], chance: Chance, canary: boolean): Sale['lines'] {
  const tax = canary
    ? { tax_class: 'standard', tax_name: 'IGIC 7 %', tax_ppm: 70_000 }
    : { tax_class: 'standard', tax_name: 'IVA 21 %', tax_ppm: 210_000 }
  const asked = wares.map(({ product }) => ({
    ...tax,
    quantity: product.price < 2_500 && chance.flip(0.25) ? 2 : 1,
    unit_price: canary ? canaryPrice(product.price) : product.price,
    tax_included: true,
  }))
  const { lines } = totalsOf(asked, { mode: 'half_up', level: 'line' })
  return wares.map(({ variant_id, sku, product, options }, i) => {
    const { quantity, unit_price } = asked[i] as (typeof asked)[number]
    const { net, tax: paid, gross } = lines[i] as (typeof lines)[number]
    return {
      ...tax,
      variant_id,
      sku,
      name: product.name.es,
      options: { Talla: options.talla, Color: options.color },
      quantity,
      unit_price,
      net,
      tax: paid,
      gross,
    }
  })
}

/** A moment since they are known, in a busy month rather than a quiet one, while shops are open or people are at home. */
function momentFor(chance: Chance, now: Date, since: Date, inShop: boolean): Date {
  const first = Math.min(KNOWN_DAYS, (now.getTime() - since.getTime()) / 86_400_000)
  let day = daysBefore(now, 1 + chance.next() * Math.max(0, first - 1))
  for (let tries = 0; tries < 6 && chance.next() * 2 > (SEASON[day.getUTCMonth()] ?? 1); tries++)
    day = daysBefore(now, 1 + chance.next() * Math.max(0, first - 1))
  const [hour, minute] = [inShop ? chance.int(10, 19) : chance.int(8, 23), chance.int(0, 59)].map((part) =>
    String(part).padStart(2, '0'),
  )
  const at = momentOf(TIMEZONE, day.toISOString().slice(0, 10), `${hour}:${minute}`)
  return at < since || at >= now ? (minutesAfter(since, 30) < now ? minutesAfter(since, 30) : since) : at
}

const CAMPAIGNS = ['otoño', 'vuelta a casa', 'marca', 'abrigo'] as const
const WATCHED = 210

/** What some of them did in the last weeks without buying: adverts, searches, pages. */
export async function follow(stage: Stage, { articles }: Goods, customers: readonly Customer[]): Promise<void> {
  const watched = customers.filter(({ email, proved }) => email !== null && proved).slice(0, WATCHED)
  for (const customer of watched) {
    const chance = chanceOf(`steps ${customer.number}`)
    const channel = chance.flip(0.6) ? 'web' : 'mobile'
    const steps = Array.from({ length: chance.int(1, 3) }, (_, visit) =>
      visitOf(customer, visit, chance, articles, stage.now),
    ).flat()
    await stage.act({ at: stage.now, channel, who: shopper(customer.id, customer.given_name) }, (ctx) =>
      track(ctx, { customer_id: customer.id, steps }),
    )
  }
  stage.log.info(`demo: ${watched.length} customers followed in the last weeks`)
}

function visitOf(customer: Customer, visit: number, chance: Chance, articles: Goods['articles'], now: Date): Step[] {
  const begins = daysBefore(now, chance.next() * 26 + 0.3)
  const seen = Array.from({ length: chance.int(1, 4) }, () => chance.pick(articles).product)
  const kinds = [...new Set(seen.map(({ kind }) => kind.category))]
  const steps: Omit<Step, 'id' | 'occurred_at'>[] = [
    ...(chance.flip(0.3)
      ? [
          {
            type: 'advert.clicked' as const,
            data: { campaign: chance.pick(CAMPAIGNS), source: chance.pick(['instagram', 'buscador', 'boletín']) },
          },
        ]
      : []),
    chance.flip(0.4)
      ? {
          type: 'search.made' as const,
          data: { text: seen[0]?.style.name.es.toLowerCase() ?? '', results: chance.int(1, 20) },
        }
      : { type: 'category.viewed' as const, data: { category: kinds[0] ?? '' } },
    ...seen.map(({ slug, name }) => ({ type: 'product.viewed' as const, data: { slug, name: name.es } })),
  ]
  return steps.map((step, i) => ({
    ...step,
    id: idOf(`step ${customer.number} ${visit} ${i}`),
    occurred_at: minutesAfter(begins, i * 2),
  }))
}
