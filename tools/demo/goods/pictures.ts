import sharp from 'sharp'
import { storePicture } from '#catalog'
import type { StoredPictureFile } from '#catalog'
import type { Logger } from '#platform/log'
import type { Picture } from '../drawing/draw.ts'
import { draw } from '../drawing/draw.ts'
import type { Product } from './assortment.ts'

/** Wide enough for a product page, quick enough for a first start. */
const WIDTH = 640
const LANES = 2

export type Hung = (picture: Picture) => StoredPictureFile

/** Draws what the products show and stores it as photos would be; what looks the same is drawn once. The signal stops it. */
export async function drawPictures(products: readonly Product[], log: Logger, signal: AbortSignal): Promise<Hung> {
  const wanted = new Map(
    products.flatMap(({ pictures }) => pictures.map(({ picture }) => [keyOf(picture), picture] as const)),
  )
  const stored = new Map<string, StoredPictureFile>()
  const queue = wanted.entries()
  const lane = async (): Promise<void> => {
    for (const [key, picture] of queue) {
      signal.throwIfAborted()
      const drawing = Buffer.from(draw(picture, WIDTH))
      stored.set(key, await storePicture(await sharp(drawing).png({ compressionLevel: 1 }).toBuffer()))
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  log.info(`demo: ${stored.size} pictures drawn`)
  return (picture) => stored.get(keyOf(picture)) as StoredPictureFile
}

const keyOf = ({ shape, hex, pattern, variation }: Picture): string => `${shape} ${hex} ${pattern} ${variation}`
