import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setContact } from '#carts'
import { createVisitor } from '#customers'
import { recordTender } from '#payments'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import { freePort } from '#platform/free-port'
import { createLog } from '#platform/log'
import { article, fullCart } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { cancelOrder } from './cancel-order.ts'
import { placeOrder } from './place-order.ts'
import { orderLetters, sendOrderLettersJob, tellCanceled, tellPlaced } from './send-order-letters.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

async function placed(contact: { name: string; email?: string; phone?: string }) {
  const cart = await shop.write(async (ctx) => {
    const boots = await article(ctx, { price: 8_490, stock: { [shop.ids.loc_granvia]: 3 } })
    const { id: customer_id } = await createVisitor(ctx, {})
    const full = await fullCart(ctx, { customer_id, store_id: shop.ids.granvia, lines: { [boots]: 2 } })
    await setContact(ctx, { cart_id: full.id, contact })
    const money = { provider: 'terminal', amount: full.gross, currency: 'EUR' } as const
    await recordTender(ctx, { id: newId(), cart_id: full.id, customer_id, store_id: null, ...money })
    return full
  })
  return shop.write((ctx) => placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross }))
}

test('who ordered gets it in writing: what, how much, where, and that it can be returned', async () => {
  const { order_id, number } = await placed({ name: 'Ana Ruiz', email: 'ana@correo.internal' })
  const [letter] = await shop.read((ctx) => orderLetters(ctx, [{ fact_id: newId(), order_id, canceled: null }]))
  expect(letter).toMatchObject({ to: 'ana@correo.internal', subject: `Hemos recibido tu pedido ${number}` })
  for (const said of ['Hola, Ana:', '2 × ', '169,80', 'Lo recoges en', `/es/orders/${number}`, '14 días'])
    expect(letter?.text).toContain(said)
})

test('who is told that goods were called off is told what becomes of the money', async () => {
  const { order_id, number } = await placed({ name: 'Ana Ruiz', email: 'ana@correo.internal' })
  await shop.write((ctx) => cancelOrder(ctx, { order_id, lines: 'all', reason: 'Ya no lo quiere' }))
  const canceled = { amount: 16_980, lines: [{ name: 'Botas', quantity: 2, amount: 16_980 }] }
  const [letter] = await shop.read((ctx) => orderLetters(ctx, [{ fact_id: newId(), order_id, canceled }]))
  expect(letter?.subject).toBe(`Tu pedido ${number} está cancelado`)
  expect(letter?.text).toContain('2 × Botas: 169,80')
  expect(letter?.text).toContain('Te devolvemos 169,80')
})

test('a text message is short: what it is, and where the rest stands', async () => {
  const { order_id, number } = await placed({ name: 'Ana', phone: '+34612345678' })
  const [letter] = await shop.read((ctx) => orderLetters(ctx, [{ fact_id: newId(), order_id, canceled: null }]))
  expect(letter).toMatchObject({ to_kind: 'phone', to: '+34612345678' })
  expect(letter?.text).toMatch(new RegExp(`^Hemos recibido tu pedido ${number}\\. \\S+/es/orders/${number}$`))
})

test('nobody is told twice: what is carried out has its receipt, what was not collected its own letter', async () => {
  const gone = { amount: 100, lines: [] }
  const asked = await askedOf(async (ctx) => {
    await tellPlaced.handle(ctx, fact('carry_out'))
    await tellCanceled(ctx, { id: newId(), subject_id: newId(), data: { ...gone, reason: 'not_collected' } })
    await tellPlaced.handle(ctx, fact('pickup'))
  })
  expect(asked).toHaveLength(1)
})

test('who orders within a moment is written to in one job', async () => {
  const asked = await askedOf((ctx) =>
    tellPlaced.together!.handle(ctx, [fact('pickup'), fact('carry_out'), fact('ship')]),
  )
  expect(asked.map(({ tells }) => tells.length)).toEqual([2])
})

test('a letter that does not go holds up no other, and none is sent twice for it', async () => {
  const tells = []
  for (const contact of [{ phone: '+34612345671' }, { email: 'luis@correo.internal' }, { phone: '+34612345673' }]) {
    const { order_id } = await placed({ name: 'Luis', ...contact })
    tells.push({ fact_id: newId(), order_id, canceled: null })
  }
  const [first, second, third] = tells.map(({ fact_id }) => fact_id)
  const gone = () => sentAs(shop).filter((id) => id === first || id === second || id === third)
  // Nobody is at home there: messages to phones go out, mails do not.
  process.env['SMTP_URL'] = `smtp://127.0.0.1:${await freePort()}`
  const log = createLog('silent')
  await sendOrderLettersJob.run({ write: shop.db.write, read: shop.db.read, log }, { tells } as never)
  expect(gone()).toEqual([first])
  delete process.env['SMTP_URL']
  await shop.work()
  expect(gone().toSorted()).toEqual([first, second, third].toSorted())
})

/** Every time a letter was handed over. */
const sentAs = ({ folder }: Shop): string[] =>
  readdirSync(join(folder, 'outbox'))
    .map((name) => readFileSync(join(folder, 'outbox', name), 'utf8'))
    .flatMap((letters) => [...letters.matchAll(/^Message-ID: <(.*)@hilo>$/gm)].map(([, id]) => id as string))

const fact = (delivery_method: string) => ({ id: newId(), subject_id: newId(), data: { delivery_method } }) as never

/** What jobs were asked for, none of which is done. */
async function askedOf(work: (ctx: Ctx) => Promise<void>): Promise<{ tells: unknown[] }[]> {
  const asked: { tells: unknown[] }[] = []
  await shop.write((ctx) => work({ ...ctx, job: (_name, payload) => void asked.push(payload as never) }))
  return asked
}
