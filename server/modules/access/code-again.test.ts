import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { askOneTimeCode, sendCode } from './one-time-codes.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const ask = (value: string) => shop.write((ctx) => askOneTimeCode(ctx, { kind: 'email', value, address: '192.0.2.7' }))
const sent = (header: RegExp) => {
  const box = join(shop.folder, 'outbox')
  const text = readdirSync(box).map((file) => readFileSync(join(box, file), 'utf8'))
  return [...text.join('').matchAll(header)].map(([, value]) => value)
}

test('a code that is sent again, since the mail server did not say that it had it, is the same letter', async () => {
  const [ana, ben] = [await ask('ana77@correo.es'), await ask('ben77@correo.es')]
  for (const { challenge_id } of [ana, ana, ben]) await sendCode({ write: shop.write }, { challenge_id, locale: 'en' })
  const codes = sent(/^Subject: (\d{6})/gm)
  const ids = sent(/^Message-ID: (.*)$/gm)
  expect(codes).toHaveLength(3)
  expect(new Set(codes).size).toBe(2)
  expect(new Set(ids).size).toBe(2)
})
