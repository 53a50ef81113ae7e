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
    const server = serverStriker(house)
    const { told, struck } = await tillStorm({
      url: house.server.url,
      folder: house.folder,
      counters,
      times,
      seed,
      strikeServer: server.strike,
      say,
    })
    await server.back()
    const findings: string[] = []
    for (const till of told) findings.push(...(await agrees(house.server.url, till)))
    const sales = told.reduce((sum, { facts }) => sum + facts.filter(({ kind }) => kind === 'sale').length, 0)
    const seen = told.reduce((sum, till) => sum + till.seen.length, 0)
    const blows = Object.entries(struck).map(([kind, count]) => `${count} ${kind}`)
    return { did: `${sales} sales, ${seen} receipts seen on screens, struck by ${blows.join(', ')}`, findings }
  },
}

/** Nobody who sells waits for it; at the end of the storm it has to be there again. */
function serverStriker(house: House): { strike: () => boolean; back: () => Promise<void> } {
  let coming: Promise<void> | null = null
  const again = async (): Promise<void> => {
    await house.killServer()
    house.server.start()
    await house.server.ready()
    coming = null
  }
  return {
    strike: () => {
      if (coming) return false
      coming = again()
      // Heard by whoever waits for it at the end.
      coming.catch(() => {})
      return true
    },
    back: async () => {
      await coming
    },
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
