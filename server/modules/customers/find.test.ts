import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { addCustomer } from './create.ts'
import { editCustomer } from './edit.ts'
import { findCustomers } from './find.ts'
import { identify } from './identify.ts'
import { merge } from './merge.ts'
import { indexTerm } from './terms.ts'

let shop: Shop
let maria = ''
beforeAll(async () => {
  shop = await openShop()
  await shop.write(async (ctx) => {
    maria = (await addCustomer(ctx, { given_name: 'María José', family_name: 'Núñez Zubizarreta' })).id
    await identify(ctx, {
      customer_id: maria,
      kind: 'email',
      value: 'mj.nunez82@gmail.com',
      level: 'verified',
      source: 'web',
    })
    await identify(ctx, { customer_id: maria, kind: 'phone', value: '612 345 679', level: 'claimed', source: 'till' })
    await identify(ctx, { customer_id: maria, kind: 'card', value: 'HC-0012-3456', level: 'claimed', source: 'till' })
    indexTerm(ctx, [{ customer_id: maria, kind: 'order', term: 'H-2B3C-9D5F' }])
    for (const family_name of ['García', 'Pérez', "O'Hara 100%", 'Nuñezarri'])
      await addCustomer(ctx, { given_name: 'Pedro', family_name })
  })
})
afterAll(() => shop.close())

const find = (text: string) => shop.read((ctx) => findCustomers(ctx, { text, limit: 20 }))

it('any piece of what is known finds the person', async () => {
  const pieces = [
    'maría josé',
    'MARIA JOSE NUNEZ',
    'Núñez, María',
    'zubizarreta',
    'bizarr',
    'jose zubi',
    'mj.nunez82@gmail.com',
    'MJ.NUNEZ',
    'nez82@gm',
    '612345679',
    '+34 612 34 56 79',
    '0034612345679',
    '5679',
    '34567',
    'HC-0012-3456',
    'hc00123456',
    '123456',
    'H-2B3C-9D5F',
    'h2b3c9d5f',
    '9D5F',
    'maria 5679',
    'zubi 612',
    'ma',
  ]
  for (const piece of pieces)
    expect(
      (await find(piece)).map((hit) => hit.id),
      piece,
    ).toContain(maria)
})

it('one typing error is forgiven', async () => {
  for (const wrong of [
    'zubizareta',
    'zubizarrteta',
    'maira zubizarreta',
    'jsoe nunez',
    '612345779',
    '612354679',
    '61234567',
    'maria zubizarrata',
  ]) {
    expect(
      (await find(wrong)).map((hit) => hit.id),
      wrong,
    ).toContain(maria)
  }
})

it('signs that mean something to SQL mean themselves', async () => {
  expect((await find("o'hara 100%")).map((hit) => hit.name)).toEqual(["Pedro O'Hara 100%"])
  for (const nothing of ['%', '_', '\\', "'; drop table customer; --", '', 'xqzk', '%%%%'])
    expect(await find(nothing), nothing).toEqual([])
})

it('best first, one hit per person, and a new name replaces the old', async () => {
  const hits = await find('pedro')
  expect(hits).toHaveLength(4)
  const [first] = await find('pedro garcia')
  expect(first).toMatchObject({ name: 'Pedro García', matched: { kind: 'name', term: 'pedro garcia' } })
  const other = (await find('pedro perez'))[0]!.id
  await shop.write((ctx) => merge(ctx, { kept_id: first!.id, joined_id: other, evidence: { rule: 'staff' } }))
  expect((await find('pedro')).map((hit) => hit.id)).toHaveLength(3)
  expect((await find('perez'))[0]!.id).toBe(first!.id)
  await shop.write((ctx) => editCustomer(ctx, { customer_id: other, family_name: 'Belmonte' }))
  expect(await find('perez')).toEqual([])
  expect(await find('belmonte')).toHaveLength(1)
})
