import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { askCapture } from './capture.ts'
import { bindToOrder } from './bind.ts'
import { checkDue, checkPayment } from './check.ts'
import { payments as doctor } from './doctor.ts'
import { APPROVE, DECLINED, EXTRA_STEP, NO_FUNDS, SLOW, UNRULY } from '#test/sandbox'
import { dying, openTill, wanted } from './payments.test-support.ts'
import type { Till } from './payments.test-support.ts'
import { paymentsOf } from './payment.ts'
import { CHECKS_MAX } from './rules.ts'
import { settlePayment } from './settle.ts'
import { startPayment } from './start.ts'
import { askVoid } from './void.ts'

let till: Till
beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.close())

describe('a shopper pays on the provider’s page', () => {
  test('an approved card is authorised, bound to the order at placing and captured after it', async () => {
    const started = await till.start()
    const { id, cart_id } = started
    expect(started).toMatchObject({ status: 'action_required', authorised: 0 })
    const home = await till.pay(started, APPROVE)
    expect(home.headers.get('location')).toBe(
      `http://localhost:4100/checkout?step=done&payment_id=${id}&payment_status=authorised`,
    )
    expect(await till.heard(id, 'authorised')).toMatchObject({
      authorised: 8_490,
      action_url: null,
      details: { brand: 'visa', last4: '4242' },
    })

    const order_id = newId()
    const customer_id = newId()
    const bind = () => till.shop.write((ctx) => bindToOrder(ctx, { cart_id: cart_id as string, order_id, customer_id }))
    expect(await bind()).toEqual({ authorised: 8_490, captured: 0, back: 0 })
    expect(await bind()).toEqual({ authorised: 8_490, captured: 0, back: 0 })
    await till.shop.write((ctx) => askCapture(ctx, { order_id }))
    await till.shop.work()
    expect(await till.shop.read((ctx) => paymentsOf(ctx, { order_id }))).toMatchObject([
      { id, customer_id, status: 'captured', captured: 8_490, capturing: 0 },
    ])
    expect(await till.events(id)).toEqual([
      'payment.started',
      'payment.authorised',
      'payment.capture_asked',
      'payment.captured',
    ])
  })

  test('a declined card can be followed by another one', async () => {
    const payment = await till.start()
    await till.pay(payment, DECLINED)
    expect(await till.heard(payment.id, 'declined')).toMatchObject({
      decline_code: 'card_declined',
      action_url: payment.action_url,
    })
    await till.pay(payment, NO_FUNDS)
    await expect
      .poll(async () => (await till.shop.work(), (await till.stored(payment.id)).decline_code))
      .toBe('insufficient_funds')
    await till.pay(payment, APPROVE)
    expect(await till.heard(payment.id, 'authorised')).toMatchObject({ decline_code: null, authorised: 8_490 })
  })

  test('the bank’s extra step can be confirmed or refused', async () => {
    const payment = await till.start()
    const step = await till.pay(payment, EXTRA_STEP)
    expect(step.headers.get('location')).toMatch(/\/step$/)
    await till.answerStep(payment, 'no')
    expect(await till.heard(payment.id, 'declined')).toMatchObject({ decline_code: 'step_refused' })
    await till.pay(payment, EXTRA_STEP)
    await till.answerStep(payment, 'yes')
    expect(await till.heard(payment.id, 'authorised')).toMatchObject({ authorised: 8_490 })
  })

  test('a slow card is pending until its bank answers', async () => {
    const payment = await till.start()
    await till.pay(payment, SLOW)
    await till.heard(payment.id, 'pending')
    expect(await till.heard(payment.id, 'authorised')).toMatchObject({ authorised: 8_490 })
  })

  test('notices that come twice and out of order change nothing', async () => {
    const payment = await till.start()
    await till.pay(payment, UNRULY)
    await till.heard(payment.id, 'authorised')
    await expect.poll(() => noticesOf(payment.id)).toBe(3)
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ status: 'authorised', authorised: 8_490 })
    expect(await till.events(payment.id)).toEqual(['payment.started', 'payment.authorised'])
  })
})

async function noticesOf(payment_id: string): Promise<number> {
  const rows = await till.shop.read(
    (ctx) => ctx.sql`select id from payment_notice where payload->>'raw' like ${`%${payment_id}%`}`,
  )
  return rows.length
}

describe('the line to the provider breaks, and its notices are lost too', () => {
  beforeAll(() => till.notices(false))
  afterAll(() => till.notices(true))

  test.each(['drop', 'error', 'never', 'late'])(
    'when it fails to answer a new payment (%s), the same id continues the same payment',
    async (mode) => {
      const input = wanted()
      await till.spoil('create', mode)
      expect(await startPayment(till.steps, input)).toMatchObject({ status: 'unknown', action_url: null })
      const payment = await startPayment(till.steps, input)
      expect(payment).toMatchObject({ id: input.id, status: 'action_required' })
      expect((await till.intent(input.id)).id).toBe(payment.provider_ref)
    },
  )

  test.each(['drop', 'error', 'never', 'late'])(
    'when it fails to answer a capture (%s), the money is taken once',
    async (mode) => {
      const payment = await till.authorised()
      await till.spoil('capture', mode)
      await till.shop.write((ctx) => askCapture(ctx, { order_id: payment.order_id as string }))
      await till.shop.work()
      expect(await till.stored(payment.id)).toMatchObject({ status: 'authorised', capturing: 8_490, captured: 0 })
      await checkPayment(till.steps, { payment_id: payment.id })
      expect(await till.stored(payment.id)).toMatchObject({ status: 'captured', capturing: 0, captured: 8_490 })
      expect((await till.intent(payment.id)).operations).toMatchObject([{ kind: 'capture', amount: 8_490 }])
    },
  )

  test('the round of each minute finds what was left unknown, when its time has come', async () => {
    const payment = await till.authorised()
    await till.spoil('capture', 'drop')
    await till.shop.write((ctx) => askCapture(ctx, { order_id: payment.order_id as string }))
    await till.shop.work()
    till.shop.clock.advance({ hours: 2 })
    await checkDue(till.steps)
    expect(await till.stored(payment.id)).toMatchObject({ status: 'captured', captured: 8_490 })
  })

  test('a provider that was killed remembers everything', async () => {
    const payment = await till.authorised()
    await till.restart('SIGKILL')
    await till.shop.write((ctx) => askCapture(ctx, { order_id: payment.order_id as string }))
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ status: 'captured', captured: 8_490 })
  })
})

describe('our own process dies', () => {
  const points = [1, 2].flatMap((nth) => (['before', 'after'] as const).map((when) => [when, nth] as const))

  test.each(points)('%s the commit of transaction %i of starting a payment: the same id goes on', async (when, nth) => {
    const input = wanted()
    await expect(startPayment(dying(till.shop, nth, when), input)).rejects.toThrow('power cut')
    const payment = await startPayment(till.steps, input)
    expect(payment.status).toBe('action_required')
    expect((await till.intent(input.id)).id).toBe(payment.provider_ref)
    expect(await till.events(input.id)).toEqual(['payment.started'])
  })

  test.each(['before', 'after'] as const)('%s the commit of a capture’s answer: it is taken once', async (when) => {
    const payment = await till.authorised()
    await till.shop.write((ctx) => askCapture(ctx, { order_id: payment.order_id as string }))
    await expect(settlePayment(dying(till.shop, 1, when), { payment_id: payment.id })).rejects.toThrow('power cut')
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ status: 'captured', captured: 8_490 })
    expect((await till.intent(payment.id)).operations).toHaveLength(1)
    expect((await till.events(payment.id)).filter((type) => type === 'payment.captured')).toHaveLength(1)
  })
})

describe('what is held is captured or let go, never both', () => {
  test('a part is captured, the rest is voided', async () => {
    const { id, order_id } = await till.authorised()
    await till.shop.write((ctx) => askCapture(ctx, { order_id: order_id as string, amount: 3_000 }))
    await till.shop.write((ctx) => askVoid(ctx, { order_id: order_id as string }))
    await till.shop.work()
    expect(await till.stored(id)).toMatchObject({ status: 'captured', authorised: 3_000, captured: 3_000, voiding: 0 })
    expect(await till.intent(id)).toMatchObject({ amount_authorised: 3_000, amount_captured: 3_000 })
  })

  test('ten captures and ten voids at once leave each cent in one place', async () => {
    const { id, order_id } = await till.authorised()
    const asks = [askCapture, askVoid].flatMap((ask) =>
      Array.from({ length: 10 }, () => till.shop.write((ctx) => ask(ctx, { order_id: order_id as string }))),
    )
    const effects = (await Promise.all(asks)).flat()
    expect(effects).toHaveLength(1)
    await till.shop.work()
    const { authorised, captured, capturing, voiding } = await till.stored(id)
    expect([authorised === captured, capturing, voiding]).toEqual([true, 0, 0])
    expect((await till.intent(id)).operations).toHaveLength(1)
  })

  test('five workers that carry out the same capture take it once', async () => {
    const { id, order_id } = await till.authorised()
    await till.shop.write((ctx) => askCapture(ctx, { order_id: order_id as string }))
    await Promise.all(Array.from({ length: 5 }, () => settlePayment(till.steps, { payment_id: id })))
    expect(await till.stored(id)).toMatchObject({ status: 'captured', captured: 8_490, capturing: 0 })
    expect((await till.intent(id)).operations).toHaveLength(1)
    expect((await till.events(id)).filter((type) => type === 'payment.captured')).toHaveLength(1)
  })

  test('more than what is held cannot be captured', async () => {
    const { order_id } = await till.authorised()
    await expect(
      till.shop.write((ctx) => askCapture(ctx, { order_id: order_id as string, amount: 8_491 })),
    ).rejects.toMatchObject({ code: 'nothing_to_capture' })
  })

  test('a payment nobody finished is closed after a day and cannot be paid any more', async () => {
    const payment = await till.start()
    for (let look = 0; look <= CHECKS_MAX; look++) {
      till.shop.clock.advance({ hours: 1, seconds: 1 })
      await checkDue(till.steps)
    }
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ status: 'voided', authorised: 0 })
    await till.pay(payment, APPROVE)
    expect(await till.intent(payment.id)).toMatchObject({ amount_authorised: 0 })
  })
})

test('a provider that is not set up is refused before anything is written', async () => {
  const input = wanted()
  const url = process.env['PAYMENTS_SANDBOX_URL'] as string
  delete process.env['PAYMENTS_SANDBOX_URL']
  await expect(startPayment(till.steps, input)).rejects.toMatchObject({ code: 'provider_not_configured' })
  process.env['PAYMENTS_SANDBOX_URL'] = url
  await expect(till.stored(input.id)).rejects.toMatchObject({ code: 'not_found' })
})

test('the same id with another amount is a conflict', async () => {
  const input = wanted()
  await startPayment(till.steps, input)
  await expect(startPayment(till.steps, { ...input, amount: 1 })).rejects.toMatchObject({
    code: 'payment_differs',
    status: 409,
  })
})

test('the doctor finds every amount explained by its effects', async () => {
  await till.shop.work()
  expect(await till.shop.read((ctx) => doctor(ctx, 100))).toEqual([])
})
