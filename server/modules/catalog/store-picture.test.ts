import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mediaDir } from '#platform/files'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { addPicture, removePicture } from './pictures.ts'
import { productRecord } from './product-records.ts'
import { saveProduct } from './save-product.ts'
import { PICTURE_BYTES_MAX, storePicture } from './store-picture.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const blank = (width: number, height: number, background = '#336699') =>
  sharp({ create: { width, height, channels: 3, background } })

test('a picture is kept in three widths as WebP, without the place it was taken at', async () => {
  const photo = await blank(2000, 1000)
    .withExif({ IFD0: { Artist: 'Secret' }, IFD3: { GPSLatitude: '40/1 25/1 0/1' } })
    .jpeg()
    .toBuffer()
  const stored = await storePicture(photo)
  expect(stored).toMatchObject({ width: 1280, height: 640 })
  for (const width of [320, 640, 1280]) {
    const file = await readFile(join(mediaDir(), stored.path.replace('1280', String(width))))
    const metadata = await sharp(file).metadata()
    expect([metadata.format, metadata.width, metadata.exif]).toEqual(['webp', width, undefined])
  }
})

test('PNG, JPEG, WebP and AVIF are taken, also turned and small ones, and twice is once', async () => {
  const turned = await blank(100, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  expect(await storePicture(turned)).toMatchObject({ width: 40, height: 100 })
  for (const bytes of [
    await blank(50, 50).png().toBuffer(),
    await blank(50, 50).webp().toBuffer(),
    await blank(64, 64).avif().toBuffer(),
  ]) {
    const [first, second] = await Promise.all([storePicture(bytes), storePicture(bytes)])
    expect(first).toEqual(second)
    expect(existsSync(join(mediaDir(), first.path))).toBe(true)
  }
  for (const folder of readdirSync(mediaDir())) {
    for (const file of readdirSync(join(mediaDir(), folder)))
      expect(file).toMatch(/^[0-9a-f]{64}-(320|640|1280)\.webp$/)
  }
})

test('what is not a picture is refused, whatever it begins with', async () => {
  const png = await blank(60, 60).png().toBuffer()
  const impostors = [
    Buffer.from('GIF89a'),
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'),
    Buffer.from('%PDF-1.7'),
    Buffer.alloc(0),
    Buffer.concat([png.subarray(0, 8), Buffer.from('<script>alert(1)</script>')]),
    png.subarray(0, png.length - 30),
    Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    await blank(2, 2).png().toBuffer(),
  ]
  for (const bytes of impostors)
    await expect(storePicture(bytes)).rejects.toMatchObject({ code: 'not_a_picture', status: 422 })
  await expect(storePicture(new Uint8Array(PICTURE_BYTES_MAX + 1))).rejects.toMatchObject({ code: 'picture_too_large' })
})

test('a small file with very many pixels is refused before it is opened', async () => {
  const bomb = await blank(8000, 7000, '#ffffff').png({ compressionLevel: 9 }).toBuffer()
  expect(bomb.length).toBeLessThan(PICTURE_BYTES_MAX)
  await expect(storePicture(bomb)).rejects.toMatchObject({ code: 'picture_too_large' })
})

test('a picture hangs on a product or a variant once, however often it is sent', async () => {
  const { product_id } = await shop.write((ctx) =>
    saveProduct(ctx, { slug: 'foto', texts: { es: { name: 'Foto' } }, variants: [{ sku: 'FOTO-1' }] }),
  )
  const file = await storePicture(await blank(90, 90).png().toBuffer())
  const id = newId()
  const add = (over: object = {}) => shop.write((ctx) => addPicture(ctx, { id, product_id, file, ...over }))
  const answers = await Promise.all([add(), add(), add({ id: newId() })])
  expect(new Set(answers.map((picture) => picture.id)).size).toBe(1)
  const of = await add({ id: newId(), sku: 'foto-1', alt: { es: 'De lado' } })
  await expect(add({ sku: 'OTRO' })).rejects.toMatchObject({ code: 'unknown_sku' })
  await expect(add({ product_id: newId() })).rejects.toMatchObject({ status: 404 })
  expect((await shop.read((ctx) => productRecord(ctx, product_id))).pictures.length).toBe(2)
  const remove = () => shop.write((ctx) => removePicture(ctx, { product_id, picture_id: of.id }))
  expect([await remove(), await remove()]).toEqual([{ removed: true }, { removed: false }])
  expect((await shop.read((ctx) => productRecord(ctx, product_id))).pictures.length).toBe(1)
})
