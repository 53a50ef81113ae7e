import { html } from '#shared/html.ts'
import type { Part } from '../ask.ts'
import type { Point } from '../place.ts'

export type Spot = Point & { name: string; href: string; on: boolean; chosen?: boolean }

const WIDTH = 480
const HEIGHT = 380
const EDGE = 40
/** Closer than this two dots are one. */
const APART = 16
/** A letter of a label, roughly, where labels are largest: on a phone. */
const LETTER = 8
const LABEL_HEIGHT = 18
/** From a dot to its label, and from its middle to where letters stand when they are above or below. */
const BESIDE = 12
const OVER = 18
const SPAN_MIN = 0.02

type Drawn = { x: number; y: number; spots: Spot[] }

/**
 * Shops as dots where they stand to each other, drawn from their coordinates alone: no tiles, no stranger's server.
 * The reader's place is joined to the nearest by the thread.
 */
export function map(spots: readonly Spot[], place: Point | null, title: string): Part | null {
  if (spots.length === 0) return null
  const at = projection([...spots, ...(place ? [place] : [])])
  const drawn = joined(spots.map((spot) => ({ ...at(spot), spots: [spot] })))
  const reader = place && at(place)
  const nearest = reader ? (drawn.toSorted((a, b) => apart(a, reader) - apart(b, reader))[0] ?? null) : null
  return html`<svg class="map" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="group" aria-label="${title}">
    ${GRID}
    ${reader && nearest && html`<path class="map-thread" d="M${reader.x} ${reader.y}L${nearest.x} ${nearest.y}" />`}
    ${reader && html`<circle class="map-reader" cx="${reader.x}" cy="${reader.y}" r="13" />`}
    ${labelled(drawn).map(dot)}
  </svg>`
}

/** Degrees become pixels; one of longitude is as long as the latitude says. */
function projection(points: readonly Point[]): (point: Point) => { x: number; y: number } {
  const lats = points.map(({ lat }) => lat)
  const middle = (Math.min(...lats) + Math.max(...lats)) / 2
  const narrow = Math.cos((middle * Math.PI) / 180)
  const xs = points.map(({ lng }) => lng * narrow)
  const span = (values: number[]): number => Math.max(SPAN_MIN, Math.max(...values) - Math.min(...values))
  const scale = Math.min((WIDTH - 2 * EDGE) / span(xs), (HEIGHT - 2 * EDGE) / span(lats))
  const centre = (Math.min(...xs) + Math.max(...xs)) / 2
  const round = (value: number): number => Math.round(value * 10) / 10
  return ({ lat, lng }) => ({
    x: round(WIDTH / 2 + (lng * narrow - centre) * scale),
    y: round(HEIGHT / 2 - (lat - middle) * scale),
  })
}

const apart = (a: { x: number; y: number }, b: { x: number; y: number }): number => Math.hypot(a.x - b.x, a.y - b.y)

function joined(dots: readonly Drawn[]): Drawn[] {
  const found: Drawn[] = []
  for (const each of dots) {
    const near = found.find((other) => apart(other, each) < APART)
    if (near) near.spots.push(...each.spots)
    else found.push({ ...each, spots: [...each.spots] })
  }
  return found
}

type Box = { left: number; right: number; top: number; bottom: number }
type Anchor = 'start' | 'end' | 'middle'
type Label = { x: number; y: number; anchor: Anchor }
type Labelled = Drawn & { label: string; place: Label | null }

const meets = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** A name stands right of its dot, else left, above or below it; where there is no room at all, nowhere. */
function labelled(dots: readonly Drawn[]): Labelled[] {
  const taken: Box[] = dots.map(({ x, y }) => ({ left: x - 8, right: x + 8, top: y - 8, bottom: y + 8 }))
  return dots.map((each): Labelled => {
    const { x, y } = each
    const [first] = each.spots as [Spot]
    const label = each.spots.length > 1 ? `${first.name} +${each.spots.length - 1}` : first.name
    const places: Label[] = [
      { x: x + BESIDE, y, anchor: 'start' },
      { x: x - BESIDE, y, anchor: 'end' },
      { x, y: y - OVER, anchor: 'middle' },
      { x, y: y + OVER, anchor: 'middle' },
    ]
    const place = places.find((one) => isFree(boxOf(one, label), taken)) ?? null
    if (place) taken.push(boxOf(place, label))
    return { ...each, label, place }
  })
}

const SHARE_LEFT: Readonly<Record<Anchor, number>> = { start: 0, middle: 0.5, end: 1 }

function boxOf({ x, y, anchor }: Label, text: string): Box {
  const wide = text.length * LETTER
  const left = x - wide * SHARE_LEFT[anchor]
  return { left, right: left + wide, top: y - LABEL_HEIGHT / 2, bottom: y + LABEL_HEIGHT / 2 }
}

const isFree = (box: Box, taken: readonly Box[]): boolean =>
  box.left > 0 && box.right < WIDTH && box.top > 0 && box.bottom < HEIGHT && !taken.some((other) => meets(box, other))

function dot({ x, y, spots, label, place }: Labelled): Part {
  const [first] = spots as [Spot]
  const on = spots.some((spot) => spot.on)
  // What is heard begins with what is seen.
  const names = spots.length === 1 ? first.name : `${label}: ${spots.map(({ name }) => name).join(', ')}`
  return html`<a href="${first.href}" aria-label="${names}" class="${on ? 'map-spot' : 'map-spot off'}${spots.some(({ chosen }) => chosen) ? ' chosen' : ''}">
      <circle class="map-touch" cx="${x}" cy="${y}" r="18" /><circle class="map-dot" cx="${x}" cy="${y}" r="${spots.length > 1 ? 8 : 6}" />
      ${place && html`<text x="${place.x}" y="${place.y + 4.5}" text-anchor="${place.anchor}">${label}</text>`}
    </a>`
}

const GRID_STEP = 40
const DOWN = Array.from({ length: Math.floor(WIDTH / GRID_STEP) }, (_, i) => `M${(i + 1) * GRID_STEP} 0V${HEIGHT}`)
const ACROSS = Array.from({ length: Math.floor(HEIGHT / GRID_STEP) }, (_, i) => `M0 ${(i + 1) * GRID_STEP}H${WIDTH}`)
const GRID = html`<path class="map-grid" d="${[...DOWN, ...ACROSS].join('')}" />`
