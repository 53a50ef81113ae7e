import type { Route } from '../../server/platform/route.ts'
import { sample } from '#test/samples'
import type { Ids, Schema } from '#test/samples'
import type { World } from './foreign.ts'

/** Ids callers make for what they are about to write: something foreign may have them already. */
const MADE_BY_CALLERS = ['cart_id', 'order_id', 'payment_id', 'note_id', 'address_id', 'staff_id', 'transfer_id']

export type Request = { what: string; path: string; body?: unknown }

const requiredOnly = (schema: Schema | undefined): Schema | undefined => {
  if (!schema?.['properties']) return schema
  const required = (schema['required'] ?? []) as string[]
  const kept = Object.entries<Schema>(schema['properties']).filter(([name]) => required.includes(name))
  return { ...schema, properties: Object.fromEntries(kept.map(([name, inner]) => [name, requiredOnly(inner)])) }
}

/** Every way to speak of these things at this route. */
export function requestsOf(route: Route, { ids, codes }: Pick<World, 'ids' | 'codes'>, thoroughly = true): Request[] {
  const paths = (thoroughly ? (['cart_id', 'nobodys_cart_id'] as const) : (['cart_id'] as const))
    .map((cart) =>
      route.path.replaceAll(/:([a-z_]+)/g, (_all, name: string) => {
        const value = name === 'cart_id' ? ids[cart] : (ids[name] ?? codes[name] ?? OPEN_WORDS[name])
        if (value === undefined) throw new Error(`${route.operation}: say in foreign.ts what a foreign ${name} is`)
        return value
      }),
    )
    .filter((path, at, all) => all.indexOf(path) === at)
  return paths.flatMap((path) => [
    ...queriesOf(route, { ids, codes }).map((query) => ({
      what: `?${query}`,
      path: `${path}${query === '' ? '' : `?${query}`}`,
    })),
    ...(route.body
      ? bodiesOf(route, ids, thoroughly).map((body) => ({ what: JSON.stringify(body).slice(0, 200), path, body }))
      : []),
  ])
}

/** Words in addresses that are nobody's. */
const OPEN_WORDS: Record<string, string> = { name: 'talla', slug: 'abc', provider: 'sandbox', code: 'abc' }

function queriesOf(route: Route, { ids, codes }: Pick<World, 'ids' | 'codes'>): string[] {
  if (route.body && route.method !== 'GET') return []
  const fields = Object.entries<Schema>((route.query as Schema | undefined)?.['properties'] ?? {})
  const required = ((route.query as Schema | undefined)?.['required'] ?? []) as string[]
  const valueOf = ([name, schema]: [string, Schema]): string | undefined =>
    schema['format'] === 'uuid'
      ? ids[name]
      : (codes[name] ?? (required.includes(name) ? String(sample(schema, ids, name)) : undefined))
  const needed = fields.filter(([name]) => required.includes(name))
  const pair = (field: [string, Schema]) => `${field[0]}=${encodeURIComponent(valueOf(field) ?? '')}`
  const optional = fields.filter((field) => !required.includes(field[0]) && valueOf(field) !== undefined)
  const base = needed.map(pair).join('&')
  return [base, ...optional.map((field) => [base, pair(field)].filter(Boolean).join('&'))]
}

function bodiesOf(route: Route, ids: Ids, thoroughly: boolean): unknown[] {
  const schema = route.body as Schema
  const bodies = [sample(schema, ids), sample(requiredOnly(schema), ids)]
  if (thoroughly && schema['properties']?.['id'])
    bodies.push(...MADE_BY_CALLERS.map((name) => ({ ...(sample(requiredOnly(schema), ids) as object), id: ids[name] })))
  return bodies
}
