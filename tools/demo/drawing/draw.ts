import { mix } from './colours.ts'
import { footwear } from './footwear.ts'
import { garments } from './garments.ts'
import type { Pattern } from './paint.ts'
import { paintOf, printOf } from './paint.ts'
import type { Drawn, Shape } from './shape.ts'
import { things } from './things.ts'

export const SHAPES = { ...footwear, ...garments, ...things } satisfies Record<string, Shape>
export type ShapeName = keyof typeof SHAPES

export type Picture = { shape: ShapeName; hex: string; pattern: Pattern; variation: number }

const PAPER = '#F3ECE1'
const SHADOW = '#4A3524'

/** One article on paper-coloured ground, lit from the upper left, as SVG of the size asked for (4:5). */
export function draw({ shape, hex, pattern, variation }: Picture, width: number): string {
  const paint = paintOf(hex)
  const drawn: Drawn = SHAPES[shape](paint, variation)
  const print = printOf(pattern, paint)
  const outline = (attributes: string): string => drawn.cloth.map((d) => `<path d="${d}" ${attributes}/>`).join('')
  const layer = (d: string): string =>
    `<path d="${d}" fill="${paint.cloth}"/>${print && `<path d="${d}" fill="url(#print)"/>`}<path d="${d}" fill="url(#light)" stroke="${paint.seam}" stroke-width="2" stroke-linejoin="round"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${width * 1.25}" viewBox="0 0 400 500">
<defs>${print}
<radialGradient id="ground" cx=".42" cy=".36" r=".9"><stop offset="0" stop-color="${mix(PAPER, '#FFFFFF', 0.55)}"/><stop offset="1" stop-color="${mix(PAPER, hex, 0.09)}"/></radialGradient>
<radialGradient id="floor"><stop offset="0" stop-color="${SHADOW}" stop-opacity=".38"/><stop offset="1" stop-color="${SHADOW}" stop-opacity="0"/></radialGradient>
<linearGradient id="light" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".16"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#1B1008" stop-opacity=".16"/></linearGradient></defs>
<rect width="400" height="500" fill="url(#ground)"/>
${drawn.floor !== null ? `<ellipse cx="204" cy="${drawn.floor}" rx="178" ry="24" fill="url(#floor)"/>` : `<g transform="translate(9 14)">${[18, 11, 5].map((width) => outline(`fill="${SHADOW}" fill-opacity=".05" stroke="${SHADOW}" stroke-opacity=".05" stroke-width="${width}" stroke-linejoin="round"`)).join('')}</g>`}
${drawn.under ?? ''}${drawn.cloth.map(layer).join('')}${drawn.over}
</svg>`
}
