import { addStaff, enrolDevice, hashPin, keepPin } from '#access'
import { saveRegister } from '#organisation'
import { newId } from '#platform/ids'
import { buildWeb, isBuilt } from '../../web.ts'
import type { Fault } from '../fault.ts'
import type { House } from '../house.ts'
import { agrees } from '../tills/agree.ts'
import type { Counter } from '../tills/clerk.ts'
import { STRIKES, tillStorm } from '../tills/storm.ts'

const TILLS = 3
const PIN = '2580'
const PERSON = 'Dani Robles'
const PRICES = [250, 1_295, 2_495, 3_990, 999]
const ENOUGH = 1_000_000

export const tillOffline: Fault = {
  name: 'till-offline',
  says: `${TILLS} tills in real browsers sell while network, page, power and server are taken from them, --times each`,
  times: 20,
  seconds: 0,
  strike: async (house, { times, seed, say }) => {
    if (!isBuilt()) await buildWeb()
    const counters = await openCounters(house)
    say(`${TILLS} tills sell; each is struck ${times} times: ${STRIKES.join(', ')}`)
    const { told, struck } = await tillStorm({
      url: house.server.url,
      folder: house.folder,
      counters,
      times,
      seed,
      strikeServer: serverStriker(house),
      say,
    })
    const findings: string[] = []
    for (const till of told) findings.push(...(await agrees(house.server.url, till)))
    const sales = told.reduce((sum, { facts }) => sum + facts.filter(({ kind }) => kind === 'sale').length, 0)
    const seen = told.reduce((sum, till) => sum + till.seen.length, 0)
    const blows = Object.entries(struck).map(([kind, count]) => `${count} ${kind}`)
    return { did: `${sales} sales, ${seen} receipts seen on screens, struck by ${blows.join(', ')}`, findings }
  },
}

/** One after the other: while the server comes back, another blow at it waits. */
function serverStriker(house: House): () => Promise<void> {
  let before = Promise.resolve()
  return () => {
    before = before.then(async () => {
      await house.killServer()
      house.server.start()
      await house.server.ready()
    })
    return before
  }
}

async function openCounters(house: House): Promise<Counter[]> {
  const { ids } = house.trade
  const staff_id = newId()
  const kept = await hashPin(PIN)
  await house.write(async (ctx) => {
    await addStaff(ctx, {
      id: staff_id,
      email: 'dani@till.example',
      name: PERSON,
      role: 'assistant',
      store_ids: [ids.granvia],
    })
    await keepPin(ctx, { staff_id, kept, by: 'fault' })
  })
  const codes: string[] = []
  for (const price of PRICES) {
    const variant_id = await house.trade.goods({ price, stock: { [ids.loc_granvia]: ENOUGH } })
    const [row] = await house.read((ctx) => ctx.sql<{ sku: string }>`select sku from variant where id = ${variant_id}`)
    if (row) codes.push(row.sku)
  }
  const counters: Counter[] = []
  for (let at = 0; at < TILLS; at++) {
    const register_id = newId()
    const { token } = await house.write(async (ctx) => {
      await saveRegister(ctx, register_id, { store_id: ids.granvia, code: `tablet-${at + 1}`, name: `Caja ${at + 1}` })
      return enrolDevice(ctx, { register_id, name: `tablet ${at + 1}` })
    })
    counters.push({ token, person: PERSON, pin: PIN, codes })
  }
  return counters
}
