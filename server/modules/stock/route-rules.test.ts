import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_PARTS, decideRoute } from './route-rules.ts'
import type { RouteAsk, RouteNode, Want } from './route-rules.ts'

const node = (code: string, available: Record<string, number>, fields: Partial<RouteNode> = {}): RouteNode => ({
  location_id: code,
  store_id: null,
  code,
  name: code,
  country: 'ES',
  priority: 5,
  distance_km: null,
  capacity_left: null,
  available,
  said_no: [],
  promised_at: new Date('2026-11-23T14:00:00Z'),
  work_on: '2026-11-23',
  ...fields,
})
const want = (variant_id: string, quantity: number): Want => ({ key: variant_id, variant_id, quantity })
const ask = (wants: Want[], nodes: RouteNode[], fields: Partial<RouteAsk> = {}): RouteAsk => ({
  wants,
  nodes,
  exclude: [],
  country: 'ES',
  named: false,
  ...fields,
})
const placesOf = (given: RouteAsk) => decideRoute(given).parts.map((part) => part.location_id)
const reasonsOf = (given: RouteAsk) =>
  Object.fromEntries(decideRoute(given).trace.nodes.map((n) => [n.code, `${n.verdict} ${n.reason}`]))

test('one parcel from afar beats two from near', () => {
  const given = ask(
    [want('x', 1), want('y', 1)],
    [node('near', { x: 9 }, { distance_km: 1 }), node('far', { x: 9, y: 9 }, { distance_km: 600 })],
  )
  expect(placesOf(given)).toEqual(['far'])
  expect(reasonsOf(given)).toEqual({ near: 'kept covers_most', far: 'chosen covers_most' })
})

test('of places that have it all the nearest gives, then the emptier one, the deeper shelf, the sooner, the preferred', () => {
  const pair = (left: Partial<RouteNode>, right: Partial<RouteNode>, stock = 9) =>
    ask([want('x', 1)], [node('a', { x: 9 }, left), node('b', { x: stock }, right)])
  expect(decideRoute(pair({ distance_km: 300 }, { distance_km: 40 })).trace.decided_by).toBe('nearest')
  expect(placesOf(pair({ distance_km: 300 }, { distance_km: 40 }))).toEqual(['b'])
  expect(placesOf(pair({ capacity_left: 2 }, { capacity_left: 9 }))).toEqual(['b'])
  expect(placesOf(pair({}, {}, 15))).toEqual(['b'])
  expect(placesOf(pair({ promised_at: new Date('2026-11-24T14:00:00Z') }, {}))).toEqual(['b'])
  expect(placesOf(pair({ priority: 6 }, { priority: 2 }))).toEqual(['b'])
})

test('soft rules are forgiven only when goods would be missing', () => {
  const full = node('full', { x: 5 }, { capacity_left: 0 })
  expect(reasonsOf(ask([want('x', 1)], [full, node('free', { x: 1 })]))).toEqual({
    full: 'dropped at_capacity',
    free: 'chosen only_choice',
  })
  const forgiven = decideRoute(ask([want('x', 3)], [full, node('free', { x: 1 })]))
  expect(forgiven).toMatchObject({ complete: true, trace: { pass: 'hard_rules' } })
  expect(forgiven.parts.map((part) => part.location_id)).toEqual(['full'])
})

test('a place that said no, or was asked before, is not asked again', () => {
  const nodes = [
    node('no', { x: 0 }, { said_no: [{ variant_id: 'x', reason: 'not_found' }] }),
    node('asked', { x: 3 }),
    node('empty', {}),
    node('ok', { x: 1 }),
  ]
  expect(reasonsOf(ask([want('x', 2)], nodes, { exclude: ['asked'] }))).toEqual({
    no: 'dropped said_no',
    asked: 'dropped already_asked',
    empty: 'dropped no_stock',
    ok: 'chosen only_choice',
  })
  expect(decideRoute(ask([want('x', 2)], nodes, { exclude: ['asked'] })).short).toEqual([want('x', 1)])
})

test('two half-stocked places give exactly what is wanted, not what they have', () => {
  const plan = decideRoute(ask([want('x', 5)], [node('a', { x: 3 }), node('b', { x: 4 })]))
  expect(plan.complete).toBe(true)
  expect(plan.parts.flatMap((part) => part.wants).reduce((sum, w) => sum + w.quantity, 0)).toBe(5)
})

test('a parcel of a single unit is avoided when another split has none', () => {
  const plan = decideRoute(
    ask(
      [want('x', 6)],
      [
        node('a', { x: 5 }, { distance_km: 1 }),
        node('b', { x: 1 }, { distance_km: 1 }),
        node('c', { x: 3 }, { distance_km: 900 }),
      ],
    ),
  )
  expect(plan.parts.map((part) => part.wants.map((w) => w.quantity))).not.toContainEqual([1])
})

const anyNode = fc.record({
  x: fc.integer({ min: 0, max: 6 }),
  y: fc.integer({ min: 0, max: 6 }),
  z: fc.integer({ min: 0, max: 6 }),
  distance_km: fc.option(fc.integer({ min: 0, max: 4_000 })),
  capacity_left: fc.option(fc.integer({ min: 0, max: 3 })),
  country: fc.constantFrom('ES', 'FR'),
  priority: fc.integer({ min: 1, max: 10 }),
})
const anyAsk = fc
  .record({
    nodes: fc.array(anyNode, { maxLength: 14 }),
    wants: fc.array(
      fc.record({ variant_id: fc.constantFrom('x', 'y', 'z'), quantity: fc.integer({ min: 1, max: 9 }) }),
      { minLength: 1, maxLength: 6 },
    ),
    excluded: fc.integer({ min: -1, max: 13 }),
  })
  .map(({ nodes, wants, excluded }) =>
    ask(
      wants.map((w, i) => ({ ...w, key: `line ${i}` })),
      nodes.map(({ x, y, z, ...fields }, i) => node(`n${String(i).padStart(2, '0')}`, { x, y, z }, fields)),
      { exclude: [`n${String(excluded).padStart(2, '0')}`] },
    ),
  )

test('a plan never promises more than a place has, and covers or reports every wanted unit', () => {
  fc.assert(
    fc.property(anyAsk, (given) => {
      const plan = decideRoute(given)
      expect(plan.parts.length).toBeLessThanOrEqual(MAX_PARTS)
      for (const part of plan.parts) {
        const place = given.nodes.find((n) => n.location_id === part.location_id)
        expect(given.exclude).not.toContain(part.location_id)
        for (const variant_id of ['x', 'y', 'z']) {
          const taken = part.wants.filter((w) => w.variant_id === variant_id).reduce((sum, w) => sum + w.quantity, 0)
          expect(taken).toBeLessThanOrEqual(place?.available[variant_id] ?? 0)
        }
        expect(part.wants.every((w) => w.quantity > 0)).toBe(true)
      }
      for (const wanted of given.wants) {
        const told = [...plan.parts.flatMap((part) => part.wants), ...plan.short].filter((w) => w.key === wanted.key)
        expect(told.reduce((sum, w) => sum + w.quantity, 0)).toBe(wanted.quantity)
      }
      expect(plan.complete).toBe(plan.short.length === 0)
      expect(plan.trace.nodes).toHaveLength(given.nodes.length)
    }),
    { numRuns: 150 },
  )
})

test('the same question has the same answer, whatever order the places are listed in', () => {
  fc.assert(
    fc.property(anyAsk, (given) => {
      const parts = (plan: ReturnType<typeof decideRoute>) => plan.parts.map((p) => [p.location_id, p.wants]).toSorted()
      expect(parts(decideRoute({ ...given, nodes: given.nodes.toReversed() }))).toEqual(parts(decideRoute(given)))
    }),
    { numRuns: 60 },
  )
})

test('a place that has everything is never passed over for a split', () => {
  fc.assert(
    fc.property(anyAsk, (given) => {
      const all = node('all', { x: 99, y: 99, z: 99 }, { distance_km: 2_400 })
      expect(decideRoute({ ...given, nodes: [...given.nodes, all] }).parts).toHaveLength(1)
    }),
    { numRuns: 60 },
  )
})
