import { adjust, receive, sendTransfer, setStockPolicy } from '#stock'
import { chanceOf, daysBefore, hoursBefore, idOf } from '../chance.ts'
import { SHOPS } from '../chain/stores.ts'
import type { Places } from '../chain/found.ts'
import type { Stage } from '../stage.ts'
import type { Goods } from './shelve.ts'

/** What a place got when it opened: many zeros and last pairs in shops, plenty in the warehouse. */
export function openingUnits(place: string, sku: string): number {
  const told = TOLD[sku]?.[place]
  if (told !== undefined) return told
  const chance = chanceOf(`stock ${place} ${sku}`)
  if (place === 'central') return chance.int(40, 160)
  if (place === 'canarias') return chance.flip(0.1) ? 0 : chance.int(8, 40)
  return chance.weighted([
    [0, 15],
    [chance.int(1, 2), 25],
    [chance.int(3, 9), 60],
  ])
}

/** The story needs the boots in Gran Vía, not in Sol, and socks to go with them. */
export const STORY_BOOTS = 'BOTCHECUE-MARR-38'
export const STORY_SOCKS = 'CALLANTRE-GRIS-36-40'
const TOLD: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  [STORY_BOOTS]: { 'gran-via': 4, sol: 0, gracia: 2 },
  [STORY_SOCKS]: { 'gran-via': 24, sol: 12 },
}

export const OPENED_DAYS_AGO = 430

export async function stockUp(stage: Stage, goods: Goods, places: Places): Promise<void> {
  const opened = daysBefore(stage.now, OPENED_DAYS_AGO)
  for (const [place, location_id] of Object.entries(places)) {
    const lines = goods.articles.map(({ sku, variant_id }) => ({ variant_id, quantity: openingUnits(place, sku) }))
    await stage.act({ at: opened }, async (ctx) => {
      await receive(ctx, {
        id: idOf(`opening ${place}`),
        location_id,
        opening: true,
        lines: lines.filter(({ quantity }) => quantity > 0),
      })
      await setStockPolicy(ctx, {
        location_id,
        lines: lines
          .filter(({ quantity }) => quantity === 0)
          .map(({ variant_id }) => ({ variant_id, safety_stock: 0 })),
      })
    })
  }
  await recentMoves(stage, goods, places)
  stage.log.info(`demo: stock in ${Object.keys(places).length} places`)
}

/** A delivery of last week, some damaged towels, and a transfer on its way to Gran Vía. */
async function recentMoves(stage: Stage, goods: Goods, places: Places): Promise<void> {
  const some = (name: string, count: number) =>
    goods.articles.filter(
      ({ sku }) => sku !== STORY_BOOTS && chanceOf(`${name} ${sku}`).flip(count / goods.articles.length),
    )
  for (const shop of SHOPS.filter((_, i) => i % 3 === 0)) {
    await stage.act({ at: daysBefore(stage.now, 6) }, (ctx) =>
      receive(ctx, {
        id: idOf(`delivery ${shop.code}`),
        location_id: places[shop.code] as string,
        reference: `ALB-${shop.postcode}`,
        lines: some(`delivery ${shop.code}`, 40).map(({ variant_id }) => ({ variant_id, quantity: 4 })),
      }),
    )
  }
  const towel = goods.articles.find(({ sku }) => sku.startsWith('TOA')) as Goods['articles'][number]
  await stage.act({ at: daysBefore(stage.now, 3) }, (ctx) =>
    adjust(ctx, {
      id: idOf('damaged'),
      location_id: places['central'] as string,
      reason: 'Caja mojada',
      lines: [{ variant_id: towel.variant_id, on_hand: -4, damaged: 4 }],
    }),
  )
  await stage.act({ at: hoursBefore(stage.now, 20) }, (ctx) =>
    sendTransfer(ctx, {
      id: idOf('transfer'),
      from_id: places['central'] as string,
      to_id: places['gran-via'] as string,
      reason: 'Reposición de la semana',
      lines: some('transfer', 12).map(({ variant_id }) => ({ variant_id, quantity: 3 })),
    }),
  )
}
