import { afterAll, beforeAll, expect, it } from 'vitest'
import { spokenCode } from '#platform/ids'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { addCustomer } from './create.ts'
import { indexOrders, numbersHolding } from './order-numbers.ts'

const SIGNS = Array.from({ length: 40 }, () => spokenCode(8))

let shop: Shop
let customer_id = ''
beforeAll(async () => {
  shop = await openShop()
  await shop.write(async (ctx) => {
    customer_id = (await addCustomer(ctx, { given_name: 'María' })).id
    await indexOrders(
      ctx,
      SIGNS.map((signs) => ({ customer_id, number: `H-${signs.slice(0, 4)}-${signs.slice(4)}` })),
    )
  })
})
afterAll(() => shop.close())

async function found(piece: string): Promise<string[]> {
  const numbers = numbersHolding(piece, 60)
  if (numbers === null) return []
  const rows = await shop.read(({ sql }) => sql<{ term: string }>`select term from (${numbers}) number`)
  return rows.map(({ term }) => term)
}

const piecesOf = (signs: string): string[] =>
  [3, 4, 5, 6, 7, 8].flatMap((length) =>
    Array.from({ length: signs.length - length + 1 }, (_, at) => signs.slice(at, at + length)),
  )

it('a number is found by every piece of three signs or more, and nobody by what they have not', async () => {
  for (const signs of SIGNS.slice(0, 8)) {
    for (const piece of piecesOf(signs)) {
      const terms = await found(piece)
      expect(terms, `${piece} of ${signs}`).toContain(`h${signs.toLowerCase()}`)
      expect(terms.filter((term) => !term.slice(1).includes(piece.toLowerCase()))).toEqual([])
    }
  }
})

it('with its dash, in any case; not by what no number can hold', async () => {
  const signs = SIGNS[0] as string
  expect(await found(`${signs.slice(2, 4)}-${signs.slice(4, 6).toLowerCase()}`)).toContain(`h${signs.toLowerCase()}`)
  for (const nothing of ['', 'ab', 'ana', '012', 'h%_', '123456789']) expect(await found(nothing)).toEqual([])
})
