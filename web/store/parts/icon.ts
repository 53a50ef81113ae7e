import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Html } from '#shared/html.ts'

const { resolve } = createRequire(import.meta.url)
const drawn = new Map<string, Html>()

/** A Tabler icon by its name, in the colour of the text around it; what it means stands beside it in words. */
export function icon(name: string, size = 20): Html {
  const key = `${name} ${size}`
  const known = drawn.get(key)
  if (known) return known
  const svg = readFileSync(resolve(`@tabler/icons/outline/${name}.svg`), 'utf8')
  const strokes = svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'))
  const inside = strokes.replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', '').replaceAll(/\s*\n\s*/g, '')
  const made = new Html(
    `<svg class="icon" width="${size}" height="${size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${inside}</svg>`,
  )
  drawn.set(key, made)
  return made
}
