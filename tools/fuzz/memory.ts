import type { Chance } from '../demo/chance.ts'
import type { Operation } from './document.ts'

/** What one answer told, by name: `cart_id`, `version`, `store.code`. Values of one answer belong together. */
export type Bundle = { caller: string; facts: Map<string, unknown[]> }

export type Memory = {
  learn: (operation: Operation, caller: string, value: unknown, path: Readonly<Record<string, unknown>>) => Bundle
  /** Something known by this name: of the bundle first, else of anything heard. */
  recall: (name: string, noun: string, chance: Chance, bundle: Bundle | null) => unknown
  /** An earlier answer that knows all these names. */
  bundleOf: (names: readonly string[], noun: string, chance: Chance) => Bundle | null
  /** Things that belong to the run itself: never learned, so never touched. */
  spare: (values: Iterable<string>) => void
}

const BUNDLES_MAX = 400
const VALUES_MAX = 60
const FACTS_MAX = 400

export function openMemory(): Memory {
  const bundles: Bundle[] = []
  const pools = new Map<string, unknown[]>()
  const spared = new Set<unknown>()

  return {
    learn: (operation, caller, value, path) => {
      const bundle: Bundle = { caller, facts: new Map() }
      const given = new Map(Object.entries(path).map(([name, one]) => [one, name]))
      let left = FACTS_MAX
      for (const [name, one] of factsOf(value, nounOf(operation.path), given, spared)) {
        if (left-- <= 0) break
        push(bundle.facts, name, one)
        push(pools, name, one)
      }
      for (const [name, one] of Object.entries(path)) push(bundle.facts, name, one)
      if (bundle.facts.size > 0) bundles.push(bundle)
      if (bundles.length > BUNDLES_MAX) bundles.shift()
      return bundle
    },
    recall: (name, noun, chance, bundle) => {
      for (const known of namesOf(name, noun)) {
        const values = (chance.flip(0.9) ? bundle?.facts.get(known) : undefined) ?? pools.get(known)
        if (values !== undefined && values.length > 0) return chance.pick(values)
      }
      return undefined
    },
    bundleOf: (names, noun, chance) => {
      const knows = ({ facts }: Bundle) => names.every((name) => namesOf(name, noun).some((known) => facts.has(known)))
      // Lately heard things are alive more often than old ones.
      const fitting = bundles.slice(chance.flip(0.5) ? -40 : 0).filter(knows)
      return fitting.length === 0 ? null : chance.pick(fitting)
    },
    spare: (values) => {
      for (const value of values) spared.add(value)
    },
  }
}

function push(pools: Map<string, unknown[]>, name: string, value: unknown): void {
  const pool = pools.get(name)
  if (pool === undefined) pools.set(name, [value])
  else if (!pool.includes(value)) {
    pool.push(value)
    if (pool.length > VALUES_MAX) pool.shift()
  }
}

/** Every scalar of an answer under its name; ids under what they are ids of. */
function* factsOf(
  value: unknown,
  noun: string,
  given: ReadonlyMap<unknown, string>,
  spared: ReadonlySet<unknown>,
): Generator<[string, unknown]> {
  if (Array.isArray(value)) {
    for (const one of value.slice(0, VALUES_MAX)) yield* factsOf(one, noun, given, spared)
    return
  }
  if (value === null || typeof value !== 'object') return
  const fields = Object.entries(value)
  if (fields.some(([, one]) => spared.has(one))) return
  for (const [name, one] of fields) {
    if (one === null) continue
    if (typeof one === 'object') yield* factsOf(one, name === 'items' ? noun : singular(name), given, spared)
    else if (name === 'id') yield [given.get(one) ?? `${noun}_id`, one]
    else {
      yield [name === 'next' ? 'after' : name, one]
      yield [`${noun}.${name}`, one]
    }
  }
}

/** `pickup_store_id` is known as `store_id`, `expected_version` as `version`, the `code` of stores as `store.code`. */
function namesOf(name: string, noun: string): string[] {
  const words = name.split('_')
  const shortest = words.at(-1) === 'id' ? 2 : 1
  const shorter = words.slice(1).map((_word, at) => words.slice(at + 1).join('_'))
  return [`${noun}.${name}`, name, ...shorter.filter((one) => one.split('_').length >= shortest)]
}

/** `/api/carts/{cart_id}/lines` is about a `line`, `/api/carts/take-up` about a `cart`. */
export function nounOf(path: string): string {
  const steps = path.split('/').filter((step) => step !== '' && step !== 'api' && !step.startsWith('{'))
  const plural = steps.findLast((step) => step.endsWith('s') || step === 'staff')
  return singular(plural ?? steps.at(-1) ?? 'thing')
}

export const singular = (word: string): string =>
  word
    .replaceAll('-', '_')
    .replace(/ies$/, 'y')
    .replace(/sses$/, 'ss')
    .replace(/(?<!s)s$/, '')
