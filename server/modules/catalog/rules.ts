/**
 * GS1 check digit (GS1 General Specifications §7.9.1): weights 3 and 1 alternate from the right, the
 * digit before the check digit weighs 3; the sum of all is a multiple of ten. Holds for every
 * numeric GS1 key: GTIN, GLN, SSCC.
 */
export function hasCheckDigit(digits: string): boolean {
  if (!/^[0-9]{2,18}$/.test(digits)) return false
  const sum = [...digits]
    .toReversed()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}

const GTIN = /^([0-9]{8}|[0-9]{12,14})$/

/** EAN-8, UPC-A, EAN-13 or ITF-14 with a right check digit. */
export const isGtin = (text: string): boolean => GTIN.test(text) && hasCheckDigit(text)

/** The 14-digit spelling under which all lengths of one GTIN are equal; null when it cannot be a GTIN. */
export const paddedGtin = (text: string): string | null => (GTIN.test(text) ? text.padStart(14, '0') : null)

/** Width of each stored rendition of a picture, in pixels. */
export const PICTURE_WIDTHS = [320, 640, 1280] as const
export type PictureWidth = (typeof PICTURE_WIDTHS)[number]

/** The address of a rendition of a stored picture: `ab/<hash>-1280.webp` → `/media/ab/<hash>-640.webp`. */
export const pictureUrl = (path: string, width: PictureWidth): string =>
  `/media/${path.replace(/-1280\.webp$/, `-${width}.webp`)}`

export const CATEGORY_DEPTH_MAX = 6

/** True when putting `id` under `parent_id` would close a circle or go too deep. */
export function breaksTree(parents: ReadonlyMap<string, string | null>, id: string, parent_id: string | null): boolean {
  let depth = 1
  for (let above = parent_id; above !== null; above = parents.get(above) ?? null) {
    depth += 1
    if (above === id || depth > CATEGORY_DEPTH_MAX) return true
  }
  return depth + depthBelow(parents, id) > CATEGORY_DEPTH_MAX
}

function depthBelow(parents: ReadonlyMap<string, string | null>, id: string): number {
  let levels = 0
  let level = [id]
  while (level.length > 0 && levels <= CATEGORY_DEPTH_MAX) {
    const upper = new Set(level)
    level = [...parents].filter(([, parent]) => parent !== null && upper.has(parent)).map(([child]) => child)
    if (level.length > 0) levels += 1
  }
  return levels
}
