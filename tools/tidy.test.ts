import { describe, expect, it } from 'vitest'
import { settleExceptions } from './tidy/exceptions.ts'
import { sample } from './tidy/house.ts'
import { rules } from './tidy/rules.ts'
import { readParts } from './tidy/text.ts'

describe.each(rules)('rule $name', ({ check, bad, good }) => {
  it.each(bad.map((files) => ({ files })))('catches $files', ({ files }) => {
    expect(check(sample(files))).not.toEqual([])
  })
  it.each(good.map((files) => ({ files })))('lets pass $files', ({ files }) => {
    expect(check(sample(files))).toEqual([])
  })
})

it('every rule has a name of its own and samples on both sides', () => {
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length)
  for (const { name, bad, good } of rules) expect([name, bad.length > 0, good.length > 0]).toEqual([name, true, true])
})

describe('source is read as text', () => {
  it('templates keep their SQL, with values as $, and know their tag', () => {
    const { templates } = readParts(
      'await ctx.sql<{ id: string; of: Map<string, () => void> }>`\n  select ${a ? `${b}` : {}} from cart`',
    )
    expect(templates).toMatchObject([{ tag: 'sql', line: 1, text: '\n  select $ from cart' }, { text: '$' }])
  })
  it('comments, strings, templates and regular expressions are not code', () => {
    const source = `a() // new Date()\nconst b = /['"\`/]new Date/.test('Date.now()') /* Date.now() */\nc(\`Date.now() \${d('Date')}\`)`
    const { code } = readParts(source)
    expect(code).not.toContain('Date')
    expect(code.split('\n')).toHaveLength(3)
    expect(code).toContain('.test(')
    expect(code).toContain('d(')
  })
})

describe('the list of exceptions may only shrink', () => {
  const breach = { rule: 'no-clock', path: 'a.ts', line: 3, found: 'Date.now(' }
  const entry = { rule: 'no-clock', path: 'a.ts', count: 1, why: 'a reason' }

  it('covers what it names and nothing more', () => {
    expect(settleExceptions([breach], [entry])).toEqual({ open: [], loose: [], shrunk: [entry] })
    expect(settleExceptions([breach, { ...breach, line: 4 }], [entry]).open).toHaveLength(2)
    expect(settleExceptions([{ ...breach, path: 'b.ts' }], [entry]).open).toHaveLength(1)
  })
  it('an entry that is no longer needed fails', () => {
    expect(settleExceptions([], [entry])).toMatchObject({
      loose: [expect.stringContaining('1 allowed, 0 needed')],
      shrunk: [],
    })
  })
  it('a long file may not grow, and must be noted when it got shorter', () => {
    const long = { rule: 'file-size', path: 'a.ts', line: 320, found: '320 lines' }
    const allowed = { rule: 'file-size', path: 'a.ts', count: 320, why: 'a reason' }
    expect(settleExceptions([long], [allowed]).open).toEqual([])
    expect(settleExceptions([{ ...long, line: 321 }], [allowed]).open).toHaveLength(1)
    expect(settleExceptions([{ ...long, line: 310 }], [allowed]).shrunk).toEqual([{ ...allowed, count: 310 }])
  })
})
