import { expect, test } from 'vitest'
import { HiloError } from '#sdk'
import { Lost, isLost, isServersOwn } from './lost.ts'
import { explainRefusal } from './refusals.ts'

const problem = (status: number, code: string): HiloError =>
  new HiloError({ type: code, title: code, detail: 'In words.', status, code, request_id: '' })

/** As Chromium, Firefox, Safari and Node say it. */
const LOST = [
  new TypeError('Failed to fetch'),
  new TypeError('NetworkError when attempting to fetch resource.'),
  new TypeError('Load failed'),
  new TypeError('fetch failed'),
  new DOMException('signal timed out', 'TimeoutError'),
  new Lost('a file'),
  problem(502, 'http_502'),
  problem(503, 'http_503'),
]
const faultOf = (make: () => unknown): unknown => {
  try {
    return make()
  } catch (error) {
    return error
  }
}
const FAULTS = [
  faultOf(() => new Date('abc').toISOString()),
  faultOf(() => (undefined as unknown as { name: string }).name),
  new Error('anything'),
  problem(500, 'broken'),
]

test('a server that is away, a refusal and a fault of ours are told apart', () => {
  const away = explainRefusal(new Lost('a file'), 'en')
  const fault = explainRefusal(new Error('anything'), 'en')
  expect(away).not.toBe(fault)
  for (const error of LOST) expect([isLost(error), explainRefusal(error, 'en')]).toEqual([true, away])
  for (const error of FAULTS) expect([isLost(error), explainRefusal(error, 'en')]).toEqual([false, fault])
  const refused = problem(503, 'database_unavailable')
  expect(isLost(refused)).toBe(false)
  expect([away, fault]).not.toContain(explainRefusal(refused, 'en'))
})

test('what a proxy answers for a server that is away is no answer of it', () => {
  const page = new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } })
  const ours = new Response('{}', { status: 503, headers: { 'content-type': 'application/problem+json' } })
  expect([page, ours, new Response('', { status: 404 })].map(isServersOwn)).toEqual([false, true, true])
})
