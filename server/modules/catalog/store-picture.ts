import { createHash } from 'node:crypto'
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sharp } from 'sharp'
import { refused } from '#platform/errors'
import { mediaDir } from '#platform/files'
import { newId } from '#platform/ids'
import { PICTURE_WIDTHS } from './rules.ts'

export const PICTURE_BYTES_MAX = 10 * 1024 * 1024
export const PICTURE_PIXELS_MAX = 50_000_000
const PICTURE_SIDE_MIN = 8
const QUALITY = 80

/** `path` is what `media.path` and `saveProduct` take; size of the widest rendition. */
export type StoredPictureFile = { path: string; width: number; height: number }

/**
 * Keeps a picture in three widths as WebP, without the metadata (place, camera, owner) it came with.
 * What it is is read from its bytes, never from a name; the name is the hash of its content, so
 * storing it twice is storing it once. Takes PNG, JPEG, WebP, AVIF. Refused: not_a_picture, picture_too_large.
 */
export async function storePicture(bytes: Uint8Array): Promise<StoredPictureFile> {
  if (bytes.length > PICTURE_BYTES_MAX) {
    throw refused('picture_too_large', { detail: 'A picture may have 10 MB at most.', max_bytes: PICTURE_BYTES_MAX })
  }
  if (!looksLikePicture(bytes)) throw notAPicture()
  const hash = createHash('sha256').update(bytes).digest('hex')
  const folder = join(mediaDir(), hash.slice(0, 2))
  await mkdir(folder, { recursive: true })
  const { width, height } = await measured(bytes)
  const path = `${hash.slice(0, 2)}/${hash}-1280.webp`
  const size = {
    width: Math.min(width, 1280),
    height: Math.max(1, Math.round((height * Math.min(width, 1280)) / width)),
  }
  // The widest is written last: when it is there, all are.
  if (await exists(join(mediaDir(), path))) return { path, ...size }
  const drawn = new Map<number, Buffer>()
  for (const each of PICTURE_WIDTHS) {
    // Nothing is drawn larger than it came: a small picture is the same in several widths.
    const wide = Math.min(width, each)
    const rendition = drawn.get(wide) ?? (await render(bytes, wide))
    drawn.set(wide, rendition)
    await writeWhole(join(folder, `${hash}-${each}.webp`), rendition)
  }
  return { path, ...size }
}

/** libvips opens many formats, some of them programs (SVG, PDF); only these four get as far as to it. */
function looksLikePicture(bytes: Uint8Array): boolean {
  const text = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to))
  return (
    text(0, 8) === '\x89PNG\r\n\x1a\n' ||
    text(0, 3) === '\xff\xd8\xff' ||
    (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') ||
    (text(4, 8) === 'ftyp' && ['avif', 'avis', 'mif1'].includes(text(8, 12)))
  )
}

/** The library of pictures is loaded with the first one. */
async function open(bytes: Uint8Array): Promise<Sharp> {
  const { default: sharp } = await import('sharp')
  return sharp(bytes, { limitInputPixels: PICTURE_PIXELS_MAX, failOn: 'error', pages: 1 })
}

/** Width and height as seen: a camera's "turned by 90°" is taken into account. */
async function measured(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  const { autoOrient, width, height } = await (await open(bytes)).metadata().catch((error: unknown) => {
    throw refusalOf(error)
  })
  if (width * height > PICTURE_PIXELS_MAX) throw tooManyPixels()
  if (Math.min(width, height) < PICTURE_SIDE_MIN) throw notAPicture()
  return { width: autoOrient.width, height: autoOrient.height }
}

async function render(bytes: Uint8Array, width: number): Promise<Buffer> {
  const picture = await open(bytes)
  return picture
    .autoOrient()
    .resize({ width, withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .toBuffer()
    .catch((error: unknown) => {
      throw refusalOf(error)
    })
}

async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const draft = `${path}.${newId()}`
  try {
    await writeFile(draft, bytes, { flush: true })
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

const notAPicture = (): Error =>
  refused('not_a_picture', { detail: 'This is not a PNG, JPEG, WebP or AVIF picture that can be read.' })
const tooManyPixels = (): Error =>
  refused('picture_too_large', {
    detail: 'A picture may have 50 million pixels at most.',
    max_pixels: PICTURE_PIXELS_MAX,
  })

const refusalOf = (error: unknown): Error =>
  error instanceof Error && /pixel limit/.test(error.message) ? tooManyPixels() : notAPicture()

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
