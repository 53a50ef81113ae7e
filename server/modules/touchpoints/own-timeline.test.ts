import { expect, test } from 'vitest'
import { everything } from '../../program.ts'
import { TOLD } from './own-timeline.ts'

/** Typed by staff, or about how the house works. */
const INTERNAL = ['note', 'reason', 'because', 'error', 'evidence', 'location', 'provider']

test('what a shopper is told of a fact is a field it has, and never one that staff type', () => {
  const facts = everything.flatMap((module) => module.events ?? [])
  const fieldsOf = new Map(
    facts.map(({ name, schema }) => [name, Object.keys((schema as { properties?: object }).properties ?? {})]),
  )
  for (const [type, fields] of Object.entries(TOLD)) {
    expect(fieldsOf.get(type), type).toEqual(expect.arrayContaining([...fields]))
    expect(
      fields.filter((name) => INTERNAL.includes(name)),
      type,
    ).toEqual([])
  }
})

test('of every fact of a cart, an order and its parcels the shopper is told', () => {
  const types = everything.flatMap((module) => module.events ?? []).map(({ name }) => name)
  const missing = types.filter((type) => /^(cart|order|fulfilment|consent)\./.test(type) && !(type in TOLD))
  expect(missing).toEqual([])
})
