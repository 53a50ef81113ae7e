import type { Reply } from '#sdk'
import { mustBe, mustEqual, mustHave, mustRefuse, soon } from './expect.ts'
import { levelOf } from './house.ts'
import type { House, Session } from './house.ts'
import type { Told } from './report.ts'

type Work = Reply<'listFulfilments'>['items'][number]
type Order = { order_id: string; number: string }

/** The order is on the store's board; every article is scanned, and the wrong size is noticed. */
export async function prepares(
  { till, store, boots, socks, wrong_size }: House,
  { order_id, number }: Order,
): Promise<Told<{ fulfilment_id: string }>> {
  const board: Work[] = []
  for await (const item of till.each('listFulfilments', { store_id: store.store_id, status: 'assigned' }))
    board.push(item)
  const work = mustHave(
    board.find((item) => item.order_id === order_id),
    `order ${number} on the board of ${store.name}`,
  )
  const fulfilment_id = work.id
  mustEqual('articles to pick', work.lines.map(({ sku }) => sku).toSorted(), [boots.sku, socks.sku].toSorted())
  await till.acceptFulfilment({ fulfilment_id })
  await till.startPicking({ fulfilment_id })
  await mustRefuse('not_in_fulfilment', till.pick({ fulfilment_id, code: codeOn(wrong_size) }))
  await till.pick({ fulfilment_id, code: codeOn(boots) })
  await mustRefuse('not_picked', till.markReady({ fulfilment_id }))
  await till.pick({ fulfilment_id, code: codeOn(socks) })
  const { status } = await till.markReady({ fulfilment_id })
  mustEqual('state', status, 'ready')
  return {
    fulfilment_id,
    seen: `${number} among ${board.length} on the board; accepted, 2 scanned, wrong size refused, ready`,
  }
}

const codeOn = ({ gtin, sku }: { gtin: string | null; sku: string }): string => gtin ?? sku

/** A letter names the store and carries the code; the square code in the app says the same. */
export async function isTold(
  { outbox, store, carmen }: House,
  { client }: Session,
  { number, fulfilment_id }: Order & { fulfilment_id: string },
): Promise<Told<{ code: string }>> {
  const { subject, text } = await outbox.next(carmen.email)
  mustBe(subject.includes(number) && subject.includes(store.name), `a letter about ${number} at ${store.name}`, subject)
  const { code, svg, hold_until } = await client.getHandoverQr({ fulfilment_id })
  mustBe(svg.startsWith('<svg'), 'a picture to scan', svg.slice(0, 40))
  mustBe(text.replaceAll(' ', '').includes(code), `the code ${code} in the letter`, text)
  const until = mustHave(hold_until, 'a day until which it is kept').slice(0, 10)
  return { code, seen: `“${subject}”, code ${code}, kept until ${until}` }
}

const WRONG_CODES = ['222222', '333333']

/** Nobody gets the bag with another code. The goods leave with it, and the book agrees with the shelf. */
export async function handsOver(
  { till, owner, store, boots }: House,
  { client }: Session,
  order: Order & { fulfilment_id: string; code: string },
): Promise<Told> {
  const { order_id, fulfilment_id, code } = order
  const wrong = mustHave(
    WRONG_CODES.find((other) => other !== code),
    'a wrong code',
  )
  await mustRefuse('wrong_code', till.handOver({ fulfilment_id, body: { code: wrong } }))
  const { items: scanned } = await till.listFulfilments({ store_id: store.store_id, code })
  mustEqual(
    'what the code finds',
    scanned.map(({ id }) => id),
    [fulfilment_id],
  )
  const { status } = await till.handOver({ fulfilment_id, body: { code } })
  mustEqual('state', status, 'handed_over')
  await soon(
    'a completed order',
    () => client.getOrder({ order_id }),
    (found) => found.status === 'completed',
  )
  const place = { variant_id: boots.variant_id, location_id: store.location_id }
  const level = await levelOf(owner, place)
  mustEqual('reserved and available', [level.reserved, level.available], [0, 0])
  const { items: ledger } = await owner.getStockLedger(place)
  const { on_hand, allocated, reserved, damaged, incoming } = level
  mustEqual('balance of the ledger', mustHave(ledger[0], 'a movement').balance, {
    on_hand,
    allocated,
    reserved,
    damaged,
    incoming,
  })
  const moves = ledger
    .filter(({ cause_id }) => cause_id === order_id)
    .map(({ kind }) => kind)
    .toReversed()
  return {
    seen: `wrong code refused; ${order.number} handed over; ledger: ${moves.join(' → ')}; on hand ${on_hand}, available ${level.available}`,
  }
}
