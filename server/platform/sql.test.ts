import { expect, test } from 'vitest'
import { fragment, json, statementOf } from './sql.ts'

const say = (parts: TemplateStringsArray, ...values: unknown[]) => statementOf(parts, values)

test('values become parameters in their order, whatever they hold', () => {
  expect(say`select ${1}, ${"'; drop table cart"}, ${null}`).toEqual({
    text: 'select $1, $2, $3',
    values: [1, "'; drop table cart", null],
  })
})

test('fragments are spliced in, with their values, at any depth', () => {
  const inner = fragment`b = ${2} and ${fragment`c = ${json({ d: 3 })}`}`
  expect(say`select ${1} where ${inner} or e = ${4}`).toEqual({
    text: 'select $1 where b = $2 and c = $3::jsonb or e = $4',
    values: [1, 2, '{"d":3}', 4],
  })
})

test('lists are joined, names are quoted', () => {
  const columns = fragment.join(['a', 'b"c'].map((name) => fragment.id(name)))
  expect(say`select ${columns} from ${fragment.id('s', 't')} where ${fragment.join([1, 2], fragment` or `)}`).toEqual({
    text: 'select "a", "b""c" from "s"."t" where $1 or $2',
    values: [1, 2],
  })
  expect(say`select 1 where ${fragment.join([])} true`.text).toBe('select 1 where  true')
})

test('the same template with and without fragments is two statements', () => {
  const where = (condition: unknown) => say`select 1 where ${condition}`
  expect(where(true).text).toBe('select 1 where $1')
  expect(where(fragment`true`).text).toBe('select 1 where true')
  expect(where(false).text).toBe('select 1 where $1')
})
