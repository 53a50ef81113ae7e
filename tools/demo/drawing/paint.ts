import { brightness, mix } from './colours.ts'

export const PATTERNS = ['plain', 'stripe', 'dots', 'check', 'melange'] as const
export type Pattern = (typeof PATTERNS)[number]

/** What a shape is painted with. Seams are darker than the cloth, lights brighter, `contrast` stands out from it. */
export type Paint = { cloth: string; seam: string; deep: string; light: string; contrast: string }

export function paintOf(hex: string): Paint {
  const dark = brightness(hex) < 0.35
  return {
    cloth: hex,
    seam: dark ? mix(hex, '#FFFFFF', 0.2) : mix(hex, '#2A2018', 0.26),
    deep: mix(hex, '#1B1512', dark ? 0.3 : 0.16),
    light: mix(hex, '#FFFFFF', dark ? 0.14 : 0.3),
    contrast: brightness(hex) > 0.6 ? mix(hex, '#3A2C24', 0.42) : mix(hex, '#FFF6E6', 0.62),
  }
}

/** The pattern over the cloth as an SVG definition called `print`; empty for plain cloth. */
export function printOf(pattern: Pattern, { contrast, deep, light }: Paint): string {
  const tile = (size: number, inside: string): string =>
    `<pattern id="print" width="${size}" height="${size}" patternUnits="userSpaceOnUse">${inside}</pattern>`
  switch (pattern) {
    case 'plain':
      return ''
    case 'stripe':
      return tile(26, `<rect y="8" width="26" height="7" fill="${contrast}" opacity=".75"/>`)
    case 'dots':
      return tile(
        28,
        `<g fill="${contrast}" opacity=".8"><circle cx="7" cy="7" r="3.4"/><circle cx="21" cy="21" r="3.4"/></g>`,
      )
    case 'check':
      return tile(
        36,
        `<g fill="${contrast}" opacity=".28"><rect width="14" height="36"/><rect width="36" height="14"/></g><path d="M25 0V36M0 25H36" stroke="${deep}" stroke-width="1.5" opacity=".5"/>`,
      )
    case 'melange':
      return tile(
        22,
        `<g stroke-width="1.6" stroke-linecap="round"><path d="M2 4l3 2M13 9l3-2M6 17l3 1M17 19l2-2" stroke="${light}"/><path d="M9 3l2 2M18 3l2 1M3 11l2-1M12 15l3 1" stroke="${deep}"/></g>`,
      )
  }
}
