import { expect, test } from 'vitest'
import { HiloError } from '#sdk'
import { explainRefusal } from '#shared/refusals.ts'
import { allRoutes } from '../server/program.ts'

/** What only a program can do wrong: it sends a marker, a key or an id of its own, which no form lets one type. */
const OF_PROGRAMS = new Set([
  'bad_cursor',
  'bad_return_url',
  'bad_sale',
  'bad_signature',
  'batch_out_of_order',
  'batches_missing',
  'chain_broken',
  'half_a_place',
  'import_unfinished',
  'sale_exists',
  'sequence_gap',
  'step_too_large',
  'too_many_streams',
  'too_wide',
  'unknown_part',
  'unknown_permission',
  'unknown_picture',
  'unknown_staff',
])

test('whatever is refused to somebody at a screen is told in their language', () => {
  const codes = new Set(allRoutes().flatMap(({ refusals = [] }) => refusals))
  const said = (code: string) =>
    explainRefusal(new HiloError({ status: 409, code, title: code, detail: code, type: code, request_id: code }), 'es')
  const untold = said('a code nobody knows')
  expect([...codes].filter((code) => !OF_PROGRAMS.has(code) && said(code) === untold).toSorted()).toEqual([])
})
