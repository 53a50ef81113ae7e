import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { askCapture } from './capture.ts'
import { checkDue, checkPayment } from './check.ts'
import { payments as doctor } from './doctor.ts'
import { askOwed } from './owed.ts'
import type { Payment } from './payment.ts'
import { openTill, wanted } from './payments.test-support.ts'
import type { Till } from './payments.test-support.ts'
import { askRefund } from './refund.ts'
import { TRIES_MAX } from './rules.ts'
import { startPayment } from './start.ts'
import { askVoid } from './void.ts'

let till: Till
beforeAll(async () => {
  till = await openTill()
  till.notices(false)
})
afterEach(() => till.behave())
afterAll(() => till.close())

const capture = (payment: Payment) =>
  till.shop.write((ctx) => askCapture(ctx, { order_id: payment.order_id as string }))

const refund = (payment: Payment, amount: number) =>
  till.shop.write((ctx) =>
    askRefund(ctx, {
      order_id: payment.order_id as string,
      amount,
      reason: 'changed_mind',
      cause_kind: 'cancellation',
      cause_id: newId(),
    }),
  )

/** Paid, placed and taken. */
async function captured(): Promise<Payment> {
  const payment = await till.authorised()
  await capture(payment)
  await till.shop.work()
  return payment
}

const nextMinutes = async (minutes: number): Promise<void> => {
  till.shop.clock.advance({ minutes })
  await checkDue(till.steps)
}

describe('a refund the provider refused', () => {
  test('stays owed and is given back on the next look', async () => {
    const payment = await captured()
    await till.refuse('refund', 'balance_too_low')
    await refund(payment, 8_490)
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ refunding: 0, owed: 8_490, refunded: 0 })
    expect(await till.events(payment.id)).toContain('payment.effect_failed')
    await nextMinutes(2)
    expect(await till.stored(payment.id)).toMatchObject({ refunding: 0, owed: 0, refunded: 8_490 })
    expect(await till.intent(payment.id)).toMatchObject({ amount_refunded: 8_490 })
  })

  test('is asked again so often and no more; then a person asks, and it is told twice, not each time', async () => {
    const payment = await captured()
    await till.refuse('refund', 'account_closed', 100)
    await refund(payment, 1_000)
    await till.shop.work()
    for (let look = 0; look < 2 * TRIES_MAX; look++) await nextMinutes(70)
    expect(await till.stored(payment.id)).toMatchObject({ refunding: 0, owed: 1_000, refunded: 0 })
    expect((await till.events(payment.id)).filter((type) => type === 'payment.refund_asked')).toHaveLength(
      1 + TRIES_MAX,
    )
    expect((await till.events(payment.id)).filter((type) => type === 'payment.effect_failed')).toHaveLength(2)
    await till.behave()
    const ask = () => till.shop.write((ctx) => askOwed(ctx, { order_id: payment.order_id as string }))
    const asked = await Promise.all([ask(), ask(), ask()])
    expect(asked.flat()).toHaveLength(1)
    await till.shop.work()
    expect(await till.intent(payment.id)).toMatchObject({ amount_refunded: 1_000 })
    expect(await till.stored(payment.id)).toMatchObject({ owed: 0, refunded: 1_000 })
  })

  test('is not given back twice when somebody does it in the provider’s dashboard', async () => {
    const payment = await captured()
    await till.refuse('refund', 'try_by_hand')
    await refund(payment, 3_000)
    await till.shop.work()
    await till.itself(payment.provider_ref, 'refund', 3_000)
    await nextMinutes(2)
    expect(await till.stored(payment.id)).toMatchObject({ refunding: 0, owed: 0, refunded: 3_000 })
    expect(await till.intent(payment.id)).toMatchObject({ amount_refunded: 3_000 })
  })
})

describe('what the provider did of its own accord', () => {
  test('a capture of its own is ours too: it can be refunded', async () => {
    const payment = await till.authorised()
    await till.itself(payment.provider_ref, 'capture')
    await capture(payment)
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({
      status: 'captured',
      captured: 8_490,
      capturing: 0,
      voiding: 0,
    })
    const events = await till.events(payment.id)
    expect(events).toContain('payment.captured')
    expect(events).not.toContain('payment.effect_failed')
    await refund(payment, 8_490)
    await till.shop.work()
    expect(await till.intent(payment.id)).toMatchObject({ amount_refunded: 8_490 })
  })

  test('a capture is learned though a refund waits for ours, and the refund goes out', async () => {
    const payment = await till.authorised()
    await till.itself(payment.provider_ref, 'capture')
    await capture(payment)
    await refund(payment, 8_490)
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ captured: 8_490, refunded: 8_490, owed: 0, refunding: 0 })
    expect(await till.intent(payment.id)).toMatchObject({ amount_refunded: 8_490 })
  })

  test('a refund of its own is noted; of ours only the rest is given back', async () => {
    const payment = await captured()
    await till.itself(payment.provider_ref, 'refund', 4_000)
    await refund(payment, 8_490)
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ captured: 8_490, refunded: 8_490, refunding: 0, owed: 0 })
    expect(await till.intent(payment.id)).toMatchObject({ amount_refunded: 8_490 })
    expect((await till.events(payment.id)).filter((type) => type === 'payment.refunded')).toHaveLength(2)
  })

  test('a look is enough to learn both, once', async () => {
    const payment = await till.authorised()
    await till.itself(payment.provider_ref, 'capture', 5_000)
    await till.itself(payment.provider_ref, 'refund', 1_000)
    await checkPayment(till.steps, { payment_id: payment.id })
    await checkPayment(till.steps, { payment_id: payment.id })
    expect(await till.stored(payment.id)).toMatchObject({ authorised: 8_490, captured: 5_000, refunded: 1_000 })
    expect((await till.events(payment.id)).slice(2)).toEqual(['payment.captured', 'payment.refunded'])
  })

  test('what it took for a cart that ended goes back', async () => {
    const payment = await till.start()
    await till.pay(payment, '4242424242424242')
    await checkPayment(till.steps, { payment_id: payment.id })
    await till.itself(payment.provider_ref, 'capture')
    await till.shop.write((ctx) => askVoid(ctx, { cart_id: payment.cart_id as string, reason: 'the cart ended' }))
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ captured: 8_490, refunded: 8_490, voiding: 0 })
    expect(await till.intent(payment.id)).toMatchObject({ amount_refunded: 8_490 })
  })
})

describe('a capture that was refused', () => {
  test('leaves no money: the hold is let go of', async () => {
    const payment = await till.authorised()
    await till.refuse('capture', 'expired_card')
    await capture(payment)
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ status: 'voided', authorised: 0, captured: 0, capturing: 0 })
    expect(await till.intent(payment.id)).toMatchObject({ amount_authorised: 0 })
  })

  test('is no money either while the provider will not let go of the hold', async () => {
    const payment = await till.authorised()
    await till.refuse('capture', 'expired_card')
    await till.refuse('void', 'not_now', 2)
    await capture(payment)
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ authorised: 8_490, voiding: 8_490, captured: 0 })
    await nextMinutes(2)
    expect(await till.stored(payment.id)).toMatchObject({ status: 'voided', authorised: 0, voiding: 0 })
  })
})

describe('a provider that does less than was asked', () => {
  test.each([
    ['and still holds the rest', {}, { authorised: 8_490, voiding: 7_490 }],
    ['and lets go of the rest', { amount_authorised: 1_000 }, { authorised: 1_000, voiding: 0 }],
  ])('captures a part %s: we have that much, the rest is no money, and it is told', async (_what, rest, left) => {
    const payment = await till.authorised()
    const part = { amount_captured: 1_000, ...rest }
    for (const operation of ['capture', 'query']) await till.distort(operation, part, 100)
    await capture(payment)
    await till.shop.work()
    await checkPayment(till.steps, { payment_id: payment.id })
    expect(await till.stored(payment.id)).toMatchObject({ captured: 1_000, capturing: 0, ...left })
    expect(await till.told(payment.id, 'payment.captured')).toMatchObject([{ amount: 1_000 }])
    expect((await till.told(payment.id, 'payment.effect_failed'))[0]).toMatchObject({
      kind: 'capture',
      amount: 8_490,
      error: 'less_than_asked',
    })
    expect(await till.shop.read((ctx) => doctor(ctx, 100))).toEqual([])
  })

  test('captures nothing, though it says it did: there is no money', async () => {
    const payment = await till.authorised()
    for (const operation of ['capture', 'query']) await till.distort(operation, { amount_captured: 0 }, 100)
    await capture(payment)
    await refund(payment, 8_490)
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ captured: 0, capturing: 0, owed: 0, voiding: 8_490 })
  })

  test('says so late: what its sums come to in the end is ours', async () => {
    const payment = await till.authorised()
    for (const operation of ['capture', 'query']) await till.distort(operation, { amount_captured: 1_000 }, 2)
    await capture(payment)
    await till.shop.work()
    await till.behave()
    await nextMinutes(70)
    expect(await till.stored(payment.id)).toMatchObject({ captured: 8_490, capturing: 0, voiding: 0 })
  })

  test('gives back a part: the rest stays owed and is asked for on the next look, not before', async () => {
    const payment = await captured()
    for (const operation of ['refund', 'query']) await till.distort(operation, { amount_refunded: 1_000 }, 100)
    await refund(payment, 3_000)
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ refunding: 0, owed: 2_000, refunded: 1_000 })
    expect(await till.told(payment.id, 'payment.refund_asked')).toHaveLength(1)
    expect(await till.told(payment.id, 'payment.effect_failed')).toMatchObject([{ kind: 'refund', amount: 3_000 }])
    await till.behave()
    await nextMinutes(70)
    expect(await till.stored(payment.id)).toMatchObject({ refunding: 0, owed: 0, refunded: 3_000 })
    expect(await till.intent(payment.id)).toMatchObject({ amount_refunded: 3_000 })
  })
})

describe('an answer outside the contract', () => {
  const answers = [
    ['more than was asked', { amount_authorised: 9_999, status: 'authorised' }, 'more_than_asked'],
    ['another currency', { currency: 'USD' }, 'other_currency'],
    ['a version no database holds', { version: 1e18 }, 'bad_number'],
    ['an address that runs a script', { page_url: 'javascript:alert(1)' }, 'bad_action_url'],
    ['a word nobody knows', { status: 'confused' }, 'unknown_status'],
  ] as const

  test.each(answers)('%s: the payment is set aside, told and closed', async (_what, fields, code) => {
    const input = wanted()
    await till.distort('create', fields)
    await till.distort('query', fields, 100)
    await till.distort('void', fields, 100)
    expect(await startPayment(till.steps, input)).toMatchObject({
      status: 'declined',
      decline_code: code,
      authorised: 0,
      action_url: null,
    })
    expect(await checkPayment(till.steps, { payment_id: input.id })).toMatchObject({ status: 'voided', voiding: 0 })
    await till.shop.work()
    await nextMinutes(120)
    await till.behave()
    expect(await till.intent(input.id)).toMatchObject({ status: 'voided' })
    expect((await till.events(input.id)).filter((type) => type === 'payment.effect_failed')).toHaveLength(1)
  })

  test('of a payment that is paid: what we knew stands', async () => {
    const payment = await till.authorised()
    await till.distort('query', { amount_authorised: 1_000_000 })
    expect(await checkPayment(till.steps, { payment_id: payment.id })).toMatchObject({
      status: 'authorised',
      authorised: 8_490,
    })
  })
})

test('the doctor finds every amount explained by its effects', async () => {
  await till.shop.work()
  expect(await till.shop.read((ctx) => doctor(ctx, 100))).toEqual([])
})
