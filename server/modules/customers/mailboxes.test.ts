import { afterAll, expect, test } from 'vitest'
import { openShop } from '#test/shop'
import { createVisitor } from './create.ts'
import { identify, setShared } from './identify.ts'
import type { Level } from './rules.ts'
import { customerView } from './view.ts'

const shop = await openShop()
afterAll(() => shop.close())

let n = 0
const mail = () => `buzon${++n}@correo.es`
const visitor = async () => (await shop.write((ctx) => createVisitor(ctx, {}))).id
const mails = (customer_id: string, value: string, level: Level) =>
  shop.write((ctx) => identify(ctx, { customer_id, kind: 'email', value, level, source: 'cart' }))
const view = (id: string) => shop.read((ctx) => customerView(ctx, id))

test('a mailbox many have typed is whose who proves it; staff may say that it is several people’s', async () => {
  const value = mail()
  const visits = await Promise.all([1, 2, 3, 4].map(visitor))
  for (const id of visits) await mails(id, value, 'claimed')
  expect((await view(visits[0]!)).identities[0]!.shared).toBe(true)
  const [first, second] = [await visitor(), await visitor()]
  expect(await mails(first, value, 'verified')).toEqual({ customer_id: first, outcome: 'added' })
  expect(await mails(second, value, 'verified'), 'the next device is theirs, too').toEqual({
    customer_id: first,
    outcome: 'joined',
  })
  for (const id of [...visits, first]) expect((await view(id)).identities[0]!.shared).toBe(false)

  const [identity] = (await view(first)).identities
  await shop.write((ctx) => setShared(ctx, { customer_ids: [first], identity_id: identity!.id, shared: true }))
  await mails(await visitor(), value, 'claimed')
  expect((await mails(await visitor(), value, 'verified')).outcome, 'the office’s mail proves nobody').toBe('added')
  expect((await view(first)).identities[0]!.shared).toBe(true)
})

test('who proved such a mailbox several times, and got an account each time, is one person at the next', async () => {
  const value = mail()
  const accounts = [await visitor(), await visitor(), await visitor()]
  await mails(accounts[0]!, value, 'verified')
  await shop.write(
    (ctx) => ctx.sql`update customer_identity set shared = true where value = ${value} and valid_to is null`,
  )
  await shop.write(
    (ctx) => ctx.sql`
    insert into customer_identity (id, customer_id, kind, value, shown, level, shared, source, valid_from)
    select gen_random_uuid(), id, 'email', ${value}, ${value}, 'verified', true, 'one_time_code', ${ctx.now}
      from unnest(${accounts.slice(1)}::uuid[]) as id`,
  )
  for (let visit = 0; visit < 2; visit++)
    expect(await mails(await visitor(), value, 'verified')).toEqual({ customer_id: accounts[0], outcome: 'joined' })
  expect((await view(accounts[0]!)).identities[0]).toMatchObject({ level: 'verified', shared: false })
})
