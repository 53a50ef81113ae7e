import type { Ctx } from '#platform/ctx'
import { spokenCode } from '#platform/ids'
import { qrOf } from '#platform/qr'
import { ownId, personOf } from './cluster.ts'
import { identify } from './identify.ts'
import { identitiesOf } from './view.ts'

/** Ten of the letters and digits that are not mistaken for each other: nobody guesses the card of somebody else. */
const NUMBER_LENGTH = 10

export type MemberCard = { number: string; svg: string }

/** The shopper's member card, as a picture and as text; the newest where there are several. */
export async function ownCard(ctx: Ctx): Promise<MemberCard | null> {
  const cards = (await identitiesOf(ctx, await personOf(ctx, ownId(ctx)))).filter(({ kind }) => kind === 'card')
  const newest = cards.toSorted((a, b) => b.valid_from.getTime() - a.valid_from.getTime())[0]
  return newest ? { number: newest.shown, svg: await qrOf(newest.value) } : null
}

/** Gives the shopper a card where they have none. Ours, given to a proved session: it is theirs from the start. */
export async function takeCard(ctx: Ctx): Promise<MemberCard> {
  // Two taps are one card: the second waits, and finds it.
  await ctx.sql`select id from customer where id = ${ownId(ctx)} for no key update`
  const there = await ownCard(ctx)
  if (there) return there
  const number = newNumber()
  await identify(ctx, {
    customer_id: ownId(ctx),
    kind: 'card',
    value: number,
    level: 'verified',
    source: 'member_card',
  })
  return { number, svg: await qrOf(number.replaceAll('-', '')) }
}

/** A card needs a digit to be told from a word; nearly every draw has one. */
function newNumber(): string {
  const drawn = spokenCode(NUMBER_LENGTH)
  return /\d/.test(drawn) ? `HC-${drawn.slice(0, 5)}-${drawn.slice(5)}` : newNumber()
}
