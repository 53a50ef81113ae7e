import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { json } from '#platform/ctx'
import { newId } from '#platform/ids'
import { APPROVE, WEBHOOK_SECRET } from '#test/sandbox'
import { checkDue } from './check.ts'
import { openTill } from './payments.test-support.ts'
import type { Till } from './payments.test-support.ts'
import { sandbox } from './sandbox.ts'

let till: Till
beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.close())
afterEach(() => vi.useRealTimers())

const stored = async (): Promise<number> =>
  (await till.shop.read((ctx) => ctx.sql`select id from payment_notice`)).length

async function send(raw: string, headers: Record<string, string>, provider = 'sandbox') {
  const api = await till.shop.api()
  return api.raw('POST', `/payment-notices/${provider}`, raw, { 'idempotency-key': '', ...headers })
}

function signed(raw: string, secret = WEBHOOK_SECRET, at = new Date()): Record<string, string> {
  const id = `msg_${newId()}`
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, raw),
  }
}

const body = (reference: string) =>
  JSON.stringify({ type: 'payment.authorised', data: { reference, status: 'authorised' } })

describe('a notice of a provider', () => {
  test('is refused and not stored when its signature is forged, missing, old or of other bytes', async () => {
    const raw = body(newId())
    const before = await stored()
    const forged = [
      signed(raw, 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
      {},
      signed(raw, WEBHOOK_SECRET, new Date(Date.now() - 3_600_000)),
      signed(`${raw} `),
      { ...signed(raw), 'webhook-signature': 'v1,short' },
    ]
    for (const headers of forged)
      expect(await send(raw, headers)).toMatchObject({ status: 401, body: { code: 'bad_signature' } })
    expect(await stored()).toBe(before)
  })

  test('is stored once however often it comes, and answered 200 each time', async () => {
    const raw = body(newId())
    const headers = signed(raw)
    const before = await stored()
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(raw, headers)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(await stored()).toBe(before + 1)
  })

  test('cannot claim what the provider itself does not say', async () => {
    const payment = await till.start()
    const raw = body(payment.id)
    await send(raw, signed(raw))
    await till.shop.work()
    expect(await till.stored(payment.id)).toMatchObject({ status: 'action_required', authorised: 0 })
  })

  test('of a payment that is not ours is set aside with the reason', async () => {
    const raw = body(newId())
    const headers = signed(raw)
    await send(raw, headers)
    await till.shop.work()
    const [notice] = await till.shop.read(
      (ctx) =>
        ctx.sql`select error, applied_at is not null as applied from payment_notice where notice_id = ${headers['webhook-id']}`,
    )
    expect(notice).toEqual({ error: 'no_such_payment', applied: true })
  })

  test.each(['null', '7', '"text"', '[]', '{"data":null}'])(
    'that says %s is set aside, and holds up none behind it',
    async (raw) => {
      const ids = Array.from({ length: 12 }, () => signed(raw))
      for (const headers of ids) expect(await send(raw, headers)).toMatchObject({ status: 200 })
      await till.shop.work()
      const [left] = await till.shop.read(
        (ctx) =>
          ctx.sql<{ waiting: number }>`select count(*)::int as waiting from payment_notice where applied_at is null`,
      )
      expect(left?.waiting).toBe(0)
    },
  )

  test('that cannot be applied yet does not stand before those behind it', async () => {
    const payment = await till.start()
    await till.pay(payment, APPROVE)
    await till.shop.work()
    // Sixty whose payment cannot be read now, older than the one that matters.
    await till.shop.write(async (ctx) => {
      for (let i = 0; i < 60; i++)
        await ctx.sql`
          insert into payment_notice (id, provider, notice_id, payload, received_at)
          values (${newId()}, 'sandbox', ${newId()}, ${json({ raw: body(newId()) })}, ${ctx.now})`
    })
    till.shop.clock.advance({ minutes: 2 })
    const late = newId()
    await till.shop.write(
      (ctx) => ctx.sql`
        insert into payment_notice (id, provider, notice_id, payload, received_at)
        values (${late}, 'sandbox', ${late}, ${json({ raw: body(payment.id) })}, ${ctx.now})`,
    )
    till.shop.clock.advance({ minutes: 2 })
    await till.spoil('query', 'error', 50)
    await checkDue(till.steps)
    await till.behave()
    await checkDue(till.steps)
    const [notice] = await till.shop.read((ctx) => ctx.sql`select applied_at from payment_notice where id = ${late}`)
    expect(notice?.['applied_at']).not.toBeNull()
  })

  test('of an unknown provider is refused', async () => {
    expect(await send('{}', {}, 'nobody')).toMatchObject({ status: 422, body: { code: 'unknown_provider' } })
  })
})

const shared = resolve(process.env['HILO_SHARED'] ?? '../shared', 'data/standard-webhooks/vector.json')

test.skipIf(!existsSync(shared))(
  'the published vector of Standard Webhooks is accepted, and refused with one bit changed',
  () => {
    const vector = JSON.parse(readFileSync(shared, 'utf8')) as Record<string, string>
    vi.useFakeTimers({ now: Number(vector['webhook-timestamp']) * 1_000, toFake: ['Date'] })
    vi.stubEnv('PAYMENTS_SANDBOX_SECRET', vector['secret'])
    expect(sandbox.verifyNotice(vector, vector['body'] as string)).toEqual({ notice_id: vector['webhook-id'] })
    expect(() => sandbox.verifyNotice(vector, `${vector['body']} `)).toThrow('not signed by the provider')
    vi.unstubAllEnvs()
  },
)

describe('who sees a payment', () => {
  test('nobody without a credential', async () => {
    const { id } = await till.start()
    const api = await till.shop.api()
    const answers = [
      await api.get('/payments'),
      await api.get(`/payments/${id}`),
      await api.post(`/payments/${id}/refresh`, {}),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
  })
})
