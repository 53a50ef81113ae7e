import { doctorFindsNothing, showsTheThread } from './afterwards.ts'
import { enterHouse } from './house.ts'
import { handsOver, isTold, prepares } from './in-the-shop.ts'
import { pays, takesCartAlong } from './on-the-mobile.ts'
import { addsSocks, findsHer } from './on-the-phone.ts'
import { choosesPickUp, saysWhoSheIs, searches } from './on-the-web.ts'
import type { Report } from './report.ts'
import { cannotHaveIt, gatherRivals } from './rivals.ts'

/** A shop that is open: its address, and the folder where demo.json and the letters lie. */
export type Open = { url: string; data_dir: string; seen: string }

export type Wishes = {
  open: () => Promise<Open>
  /** The total of the cart in cents, where it shall be another than the prices on the shelf. */
  expect_total?: number | undefined
}

/** One customer, one thread: web → phone → mobile → shop, over the public API alone. Throws where it goes wrong. */
export async function play({ step }: Report, { open, expect_total }: Wishes): Promise<void> {
  const { house } = await step('system', 'the shop opens', async () => {
    const { seen, ...place } = await open()
    const house = await enterHouse(place)
    return { house, seen: `${seen}; counted: one last pair at ${house.store.name}` }
  })

  const visit = await step('web', 'a visitor searches', () => searches(house))
  const { cart_id } = await step('web', 'she wants to collect the last pair', () => choosesPickUp(house, visit))
  const { web } = await step('web', 'she says who she is', () => saysWhoSheIs(house, visit, cart_id))

  await step('phone', 'the agent finds her by her number', () => findsHer(house, web.customer_id, cart_id))
  await step('phone', 'the agent adds socks', () => addsSocks(house, web, cart_id))

  const wanted = { cart_id, total: expect_total ?? visit.total }
  const { mobile, cart } = await step('mobile', 'she takes the cart along', () => takesCartAlong(house, web, wanted))
  const rivals = await gatherRivals(house)
  const order = await step('mobile', 'she pays', () => pays(house, { web, mobile, cart, meanwhile: rivals.reach }))

  const { fulfilment_id } = await step('pos', 'the store prepares it', () => prepares(house, order))
  const { code } = await step('pos', 'she is told', () => isTold(house, mobile, { ...order, fulfilment_id }))
  await step('pos', 'she collects it', () => handsOver(house, mobile, { ...order, fulfilment_id, code }))

  await step('web', 'others cannot have it', () => cannotHaveIt(house, rivals))
  await step('phone', 'the agent reads her thread', () => showsTheThread(house, mobile.customer_id))
  await step('desk', 'the doctor looks', () => doctorFindsNothing(house))
}
