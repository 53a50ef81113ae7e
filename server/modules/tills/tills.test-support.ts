import { addStaff, enrolDevice, hashPin, keepPin } from '#access'
import type { Role } from '#organisation'
import { saveRegister } from '#organisation'
import { newId } from '#platform/ids'
import { FIRST_HASH, hashFact } from '#sdk'
import type { Reply } from '#test/api'
import type { Shop } from '#test/shop'
import type { Fact, SaleBody } from './fact-shapes.ts'

export const PIN = '2580'
let count = 0

/** Somebody of a store with a PIN. */
export const somebody = (shop: Shop, role: Role, store_ids: string[] | null = [shop.ids.granvia]) =>
  shop.write(async (ctx) => {
    const person = await addStaff(ctx, {
      email: `caja${(count += 1)}@tienda.es`,
      name: `Caja ${count}`,
      role,
      store_ids,
    })
    await keepPin(ctx, { staff_id: person.id, kept: await hashPin(PIN), by: 'test' })
    return person
  })

export type Bought = {
  variant_id: string
  price: number
  quantity?: number
  list_price?: number
  sku?: string
  approved_by?: string
  price_reason?: string
  note?: string
  tax_name?: string
  tax_ppm?: number
}

type Body<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>['body']

/** A till as the app is one: it counts, chains and keeps what it said. */
export type TestTill = Awaited<ReturnType<typeof enrolTill>>

export async function enrolTill(shop: Shop, store_id: string = shop.ids.granvia) {
  const register_id = newId()
  const device = await shop.write(async (ctx) => {
    await saveRegister(ctx, register_id, { store_id, code: `mostrador-${(count += 1)}`, name: 'Caja' })
    return enrolDevice(ctx, { register_id, name: `Tableta ${count}` })
  })
  const assistant = await somebody(shop, 'assistant', [store_id])
  const api = await shop.api(device.token)
  const facts: Fact[] = []
  const { body: start } = await api.get('/till')
  const till = {
    device,
    api,
    facts,
    assistant,
    series: start.series as string,
    shift_id: '',
    receipts: 0,
    zs: 0,
    /** Says something; it is sent when it is sent. */
    async say<Kind extends Fact['kind']>(kind: Kind, body: Body<Kind>, at: Date = shop.clock.now()): Promise<Fact> {
      const before = facts.at(-1)
      const said = {
        seq: (before?.seq ?? 0) + 1,
        prev_hash: before?.hash ?? FIRST_HASH,
        kind,
        at: at.toISOString(),
        staff_id: assistant.id,
        body,
      }
      const fact = { ...said, hash: await hashFact(device.id, said) } as unknown as Fact
      facts.push(fact)
      return fact
    },
    open: (float = 10_000) => till.say('shift_opened', { shift_id: (till.shift_id = newId()), float }),
    sell: (bought: readonly Bought[], more: Partial<SaleBody> = {}, at?: Date) => {
      till.receipts += 1
      const receipt = { series: till.series, number: till.receipts }
      return till.say('sale', saleOf(bought, { shift_id: till.shift_id, receipt, version: start.version, ...more }), at)
    },
    close: (counted: { cash: number; terminal: number }) => {
      till.zs += 1
      return till.say('shift_closed', {
        shift_id: till.shift_id,
        z_number: till.zs,
        counted,
        expected: counted,
        sales: { count: 0, gross: 0 },
        pending: 0,
      })
    },
    send: (which: readonly Fact[] = facts): Promise<Reply> => api.post('/till/facts', { facts: which }),
  }
  return till
}

type Given = Pick<SaleBody, 'shift_id' | 'receipt' | 'version'> & Partial<SaleBody>

/** A sale at 21 %, tax inside, paid in cash unless said otherwise. */
export function saleOf(bought: readonly Bought[], more: Given): SaleBody {
  const lines = bought.map(
    ({ variant_id, price, quantity = 1, list_price = price, sku = 'ART', approved_by, ...said }) => ({
      id: newId(),
      variant_id,
      sku,
      name: 'Botas',
      options: {},
      quantity,
      list_price,
      unit_price: price,
      price_reason: null,
      approved_by: approved_by ?? null,
      tax_name: 'IVA',
      tax_ppm: 210_000,
      note: null,
      ...said,
    }),
  )
  const gross = lines.reduce((sum, line) => sum + line.unit_price * line.quantity, 0)
  const tax = lines.reduce((sum, line) => sum + Math.round((line.unit_price * line.quantity * 21) / 121), 0)
  return {
    order_id: newId(),
    customer_id: null,
    lines,
    net: gross - tax,
    tax,
    gross,
    rounding: 0,
    currency: 'EUR',
    tax_included: true,
    tenders: [{ id: newId(), kind: 'cash', amount: gross }],
    offline: false,
    ...more,
  }
}
