import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor'
import { newId } from '#platform/ids'
import { askCapture } from './capture.ts'
import { checkDue, checkPayment } from './check.ts'
import { payments as doctor } from './doctor.ts'
import { openTill } from './payments.test-support.ts'
import type { Till } from './payments.test-support.ts'
import { handBack } from './owed.ts'
import { payments } from './payment.ts'
import type { Payment } from './payment.ts'
import { askRefund } from './refund.ts'
import { recordTender } from './tender.ts'

let till: Till
beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.close())

const refund = (order_id: string, amount: number, cause_id = newId(), actor?: Actor) =>
  till.shop.write(
    (ctx) => askRefund(ctx, { order_id, amount, reason: 'changed_mind', cause_kind: 'cancellation', cause_id }),
    actor,
  )

const clerkOf = (store_id: string) => till.shop.actor({ kind: 'staff', store_ids: [store_id] })

const capture = (payment: Payment) =>
  till.shop.write((ctx) => askCapture(ctx, { order_id: payment.order_id as string }))

const pay = (
  order_id: string,
  provider: 'cash' | 'terminal',
  amount: number,
  more: { id?: string; given?: number } = {},
) =>
  till.shop.write((ctx) =>
    recordTender(ctx, {
      id: newId(),
      order_id,
      store_id: till.shop.ids.granvia,
      provider,
      amount,
      currency: 'EUR',
      ...more,
    }),
  )

describe('money taken online', () => {
  test('twenty refunds at once never give back more than was taken', async () => {
    const payment = await till.authorised()
    await capture(payment)
    await till.shop.work()
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => refund(payment.order_id as string, 1_000)),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(8)
    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
    expect(refusals).toEqual(Array.from({ length: 12 }, () => 'refund_too_large'))
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ captured: 8_490, refunding: 0, refunded: 8_000 })
    expect(await till.intent(payment.id)).toMatchObject({ amount_refunded: 8_000 })
  })

  test('the same cause is refunded once, however often and however fast it is said', async () => {
    const payment = await till.authorised()
    await capture(payment)
    await till.shop.work()
    const cause_id = newId()
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => refund(payment.order_id as string, 2_000, cause_id)),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    await till.shop.work()
    expect(await till.intent(payment.id)).toMatchObject({ amount_refunded: 2_000 })
    expect((await till.events(payment.id)).filter((type) => type.startsWith('payment.refund'))).toEqual([
      'payment.refund_asked',
      'payment.refunded',
    ])
  })

  test('a lost answer to a refund gives the money back once', async () => {
    till.notices(false)
    const payment = await till.authorised()
    till.notices(true)
    await capture(payment)
    await till.shop.work()
    await till.spoil('refund', 'drop')
    await refund(payment.order_id as string, 500)
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ refunding: 500, refunded: 0 })
    await refund(payment.order_id as string, 700)
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ refunding: 0, refunded: 1_200 })
    expect((await till.intent(payment.id)).operations.map(({ amount }) => amount)).toEqual([8_490, 500, 700])
  })

  test('an order cancelled a second after placing: the refund waits for its capture', async () => {
    const payment = await till.authorised()
    await capture(payment)
    await refund(payment.order_id as string, 8_490)
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ captured: 8_490, refunded: 8_490 })
  })

  test('a clock that is put back does not send the refund ahead of its capture', async () => {
    const payment = await till.authorised()
    await capture(payment)
    const now = till.shop.clock.now()
    till.shop.clock.advance({ minutes: -5 })
    await refund(payment.order_id as string, 1_000)
    await till.shop.work()
    till.shop.clock.set(now)
    expect(await till.stored(payment.id)).toMatchObject({ captured: 8_490, refunding: 0, refunded: 1_000 })
  })

  test('a capture the provider refuses frees its amount, fails the refund that waited for it and says so', async () => {
    const payment = await till.authorised()
    await till.call('POST', `/v1/payment_intents/${payment.provider_ref}/void`, {}, 'behind our back')
    await capture(payment)
    await refund(payment.order_id as string, 8_490)
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ capturing: 0, captured: 0, refunding: 0, refunded: 0 })
    expect((await till.events(payment.id)).filter((type) => type === 'payment.effect_failed')).toHaveLength(2)
    await checkPayment(till.steps, { payment_id: payment.id })
    expect(await till.stored(payment.id)).toMatchObject({ status: 'voided', authorised: 0 })
  })
})

describe('money taken face to face', () => {
  test('cash is captured at once, and the till may say it again after being offline', async () => {
    const order_id = newId()
    const id = newId()
    const first = await pay(order_id, 'cash', 2_150, { id, given: 5_000 })
    expect(first).toMatchObject({ status: 'captured', authorised: 2_150, captured: 2_150, given: 5_000 })
    expect(await pay(order_id, 'cash', 2_150, { id, given: 5_000 })).toEqual(first)
    expect(await till.events(id)).toEqual(['payment.taken'])
    await expect(pay(order_id, 'cash', 2_151, { id })).rejects.toMatchObject({ code: 'payment_differs' })
  })

  test('less cash than the amount is refused', async () => {
    await expect(pay(newId(), 'cash', 2_150, { given: 2_000 })).rejects.toMatchObject({ code: 'given_too_little' })
  })

  test('a refund goes back to the card before the cash, and is done at once by who stands there', async () => {
    const order_id = newId()
    const cash = await pay(order_id, 'cash', 1_000)
    const card = await pay(order_id, 'terminal', 2_000)
    await refund(order_id, 2_500, newId(), clerkOf(till.shop.ids.granvia))
    expect(await till.stored(card.id)).toMatchObject({ refunded: 2_000, refunding: 0 })
    expect(await till.stored(cash.id)).toMatchObject({ refunded: 500, refunding: 0 })
    await expect(refund(order_id, 501)).rejects.toMatchObject({
      code: 'refund_too_large',
      details: { refundable: 500 },
    })
  })

  test.each([
    ['a job', () => undefined],
    ['the shopper', () => till.shop.actor({ kind: 'customer', customer_id: newId() })],
    ['staff of another shop', () => clerkOf(till.shop.ids.sol)],
    ['staff of the whole retailer', () => till.shop.actor({ kind: 'staff', store_ids: null })],
  ])('what %s gives back is owed until somebody hands it over, once', async (_who, actor) => {
    const order_id = newId()
    const cash = await pay(order_id, 'cash', 1_000)
    await refund(order_id, 600, newId(), actor())
    expect(await till.stored(cash.id)).toMatchObject({ refunded: 0, refunding: 0, owed: 600 })
    await till.shop.work()
    await checkDue(till.steps)
    expect(await till.stored(cash.id)).toMatchObject({ refunded: 0, owed: 600 })
    const owing = await till.shop.read((ctx) => payments(ctx, { owed: true, order_id, limit: 10 }))
    expect(owing.items.map(({ id }) => id)).toEqual([cash.id])
    const clerk = till.shop.actor({ kind: 'staff', store_ids: [till.shop.ids.granvia] })
    const hand = () => till.shop.write((ctx) => handBack(ctx, { payment_id: cash.id }), clerk)
    const answers = await Promise.allSettled([hand(), hand(), hand()])
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []))).toEqual([
      'nothing_owed',
      'nothing_owed',
    ])
    expect(await till.stored(cash.id)).toMatchObject({ refunded: 600, owed: 0 })
    expect((await till.events(cash.id)).slice(1)).toEqual(['payment.refund_asked', 'payment.refunded'])
  })
})

test('the doctor finds every amount explained by its effects, and says where one is not', async () => {
  await till.shop.work()
  expect(await till.shop.read((ctx) => doctor(ctx, 100))).toEqual([])
  const { id } = await pay(newId(), 'cash', 1_000)
  await till.shop.write((ctx) => ctx.sql`update payment set captured = 900 where id = ${id}`)
  expect(await till.shop.read((ctx) => doctor(ctx, 100))).toMatchObject([{ subject: `payment ${id}` }])
})
