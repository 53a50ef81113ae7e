import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startJobs } from '#platform/job-runner'
import { defineJob } from '#platform/jobs'
import { createLog } from '#platform/log'
import { askCapture } from './capture.ts'
import { checkDue } from './check.ts'
import { payments } from './module.ts'
import { openTill } from './payments.test-support.ts'
import type { Till } from './payments.test-support.ts'

let till: Till
beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.close())
beforeEach(() => till.shop.settle())

const captureAsked = async () => {
  const payment = await till.authorised()
  await till.shop.write((ctx) => askCapture(ctx, { order_id: payment.order_id as string }))
  return payment
}
const open = () => till.shop.read((ctx) => ctx.sql`select id from payment_effect where status in ('asked', 'unknown')`)

test(
  'a capture whose answer was lost is not kept waiting by shoppers who never paid',
  { timeout: 60_000 },
  async () => {
    const { id } = await captureAsked()
    await till.shop.write(
      (ctx) => ctx.sql`
      insert into payment (id, cart_id, provider, tender, channel, currency, amount, status, check_at, created_at, updated_at)
      select gen_random_uuid(), gen_random_uuid(), 'sandbox', 'card', 'web', 'EUR', 100, 'action_required',
             ${ctx.now}::timestamptz - interval '1 minute', ${ctx.now}, ${ctx.now} from generate_series(1, 200)`,
    )
    till.shop.clock.advance({ minutes: 1 })
    expect((await checkDue(till.steps)).payments).toBe(201)
    expect(await till.stored(id)).toMatchObject({ captured: 8_490, capturing: 0 })
  },
)

test('while the card provider does not answer, what does not need it is done', { timeout: 60_000 }, async () => {
  for (let n = 0; n < 12; n++) await captureAsked()
  await till.spoil('capture', 'never', 1_000)
  await till.spoil('query', 'never', 1_000)
  await till.shop.settle()
  const asked = (await open()).length
  const sent: string[] = []
  const letter = defineJob<{ to: string }>('test.letter', async (_db, { to }) => void sent.push(to), 'letters')
  const sweep = defineJob('test.sweep', async () => void sent.push('swept'))
  await till.shop.write(async (ctx) => {
    ctx.job(letter.name, { to: 'ana' })
    ctx.job(sweep.name, {})
  })
  const jobs = await startJobs(till.shop.db, [...(payments.jobs ?? []), letter, sweep], [], createLog('silent'))
  try {
    await expect.poll(() => sent.toSorted(), { timeout: 10_000 }).toEqual(['ana', 'swept'])
    expect(asked).toBe(12)
    expect(await open()).toHaveLength(asked)
  } finally {
    await jobs.stop()
  }
})
