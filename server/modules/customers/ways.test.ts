import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { createVisitor } from './create.ts'
import { findOrCreate } from './find-or-create.ts'
import { identify } from './identify.ts'
import { WAYS_MAX } from './rules.ts'
import { customerView } from './view.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

test('who is said to be reached in more ways than anybody is keeps a hundred, and whatever they prove', async () => {
  const { id } = await shop.write((ctx) => createVisitor(ctx, {}))
  const said = (value: string, level: 'claimed' | 'verified' = 'claimed') =>
    shop.write((ctx) => identify(ctx, { customer_id: id, kind: 'email', value, level, source: 'checkout' }))
  const outcomes: string[] = []
  for (let n = 0; n < WAYS_MAX + 3; n++) outcomes.push((await said(`lots${n}@correo.es`)).outcome)
  expect(outcomes.slice(0, WAYS_MAX)).toEqual(Array(WAYS_MAX).fill('added'))
  expect(outcomes.slice(WAYS_MAX)).toEqual(['enough', 'enough', 'enough'])
  expect((await said('lots0@correo.es')).outcome).toBe('known')
  expect((await said('lots500@correo.es', 'verified')).outcome).toBe('added')
  // A marketplace says another address with each order of a buyer it knows.
  const proved = { kind: 'email', value: 'lots500@correo.es', level: 'verified' } as const
  const masked = { kind: 'email', value: 'b7x2@mercado.example', level: 'claimed' } as const
  const found = await shop.write((ctx) => findOrCreate(ctx, { identities: [proved, masked] }))
  expect(found).toEqual({ customer_id: id, created: false })
  expect((await shop.read((ctx) => customerView(ctx, id))).identities).toHaveLength(WAYS_MAX + 1)
})
