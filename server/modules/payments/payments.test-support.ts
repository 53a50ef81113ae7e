import { expect, vi } from 'vitest'
import { APPROVE, openSandbox } from '#test/sandbox'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { newId } from '#platform/ids'
import { checkPayment } from './check.ts'
import { paymentById } from './payment.ts'
import type { Between, Payment } from './payment.ts'
import { startPayment } from './start.ts'
import type { StartPayment } from './start.ts'

type Intent = {
  id: string
  amount_authorised: number
  amount_captured: number
  amount_refunded: number
  operations: { kind: string; amount: number }[]
}

/** A shop whose payments go to a real sandbox provider. */
export async function openTill() {
  const shop = await openShop()
  const sandbox = await openSandbox(shop)
  const steps: Between = { write: (work) => shop.write(work), read: (work) => shop.read(work) }
  const stored = (id: string): Promise<Payment> => shop.read((ctx) => paymentById(ctx, id))
  const start = (more: Partial<StartPayment> = {}): Promise<Payment> => startPayment(steps, wanted(more))

  return {
    ...sandbox,
    shop,
    steps,
    stored,
    start,
    /** How the provider itself sees a payment. */
    intent: async (payment_id: string): Promise<Intent> => {
      const answer = await sandbox.call('GET', `/v1/payment_intents?reference=${payment_id}`)
      const { items } = (await answer.json()) as { items: Intent[] }
      expect(items).toHaveLength(1)
      return items[0] as Intent
    },
    /** Until the provider's notices arrived and were worked off. */
    heard: (id: string, status: Payment['status']): Promise<Payment> =>
      vi.waitFor(
        async () => {
          await shop.work()
          const payment = await stored(id)
          expect(payment.status).toBe(status)
          return payment
        },
        { timeout: 10_000, interval: 100 },
      ),
    /** Paid on the page, placed, not captured yet. */
    authorised: async (more: Partial<StartPayment> = {}): Promise<Payment> => {
      const payment = await start({ order_id: newId(), ...more })
      await sandbox.pay(payment, APPROVE)
      return checkPayment(steps, { payment_id: payment.id })
    },
    /** What this module announced of a payment, in order. */
    events: async (payment_id: string): Promise<string[]> => {
      const rows = await shop.read(
        (ctx) =>
          ctx.sql<{ type: string }>`
          select type from event where type like 'payment.%' and data->>'payment_id' = ${payment_id} order by xid, position`,
      )
      return rows.map(({ type }) => type)
    },
    /** What it said of a payment under this name, in order. */
    told: async (payment_id: string, type: string): Promise<Record<string, unknown>[]> => {
      const rows = await shop.read(
        (ctx) =>
          ctx.sql<{ data: Record<string, unknown> }>`
          select data from event where type = ${type} and data->>'payment_id' = ${payment_id} order by xid, position`,
      )
      return rows.map(({ data }) => data)
    },
    close: async () => {
      await sandbox.close()
      await shop.close()
    },
  }
}

export type Till = Awaited<ReturnType<typeof openTill>>

export const wanted = (more: Partial<StartPayment> = {}): StartPayment => ({
  id: newId(),
  cart_id: newId(),
  provider: 'sandbox',
  amount: 8_490,
  currency: 'EUR',
  return_url: 'http://localhost:4100/checkout?step=done',
  ...more,
})

/** Steps that die around the nth write: before it is made, or after its commit. */
export function dying(shop: Shop, nth: number, when: 'before' | 'after'): Between {
  let writes = 0
  return {
    read: (work) => shop.read(work),
    write: async (work) => {
      writes += 1
      if (writes === nth && when === 'before') throw new Error('power cut')
      const result = await shop.write(work)
      if (writes === nth) throw new Error('power cut')
      return result
    },
  }
}
