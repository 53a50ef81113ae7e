import { describe, expect, test } from 'vitest'
import type { Ctx } from './ctx.ts'
import { Gathering, asMany, gathered } from './gathered.ts'
import type { Line } from './gathered.ts'

describe('one statement for several', () => {
  /** What is said, in its order. */
  function gathering(travellers: readonly object[] = []) {
    const said: string[] = []
    const line = {} as Line
    const one = new Gathering(line, (_, send) => send(), travellers)
    const says = (name: string) => async (_: Line, asks: readonly string[]) => {
      said.push(`${name}(${asks.join(' ')})`)
      return asks.map((ask) => `${name} ${ask}`)
    }
    return { one, said, says }
  }

  test('each gets its own answer, and keeps its own order', async () => {
    const { one, said, says } = gathering()
    const [x, y] = [says('x'), says('y')]
    const [a, b, c] = [{}, {}, {}]
    const answers = [one.join(a, x, 'a1'), one.join(a, y, 'a2'), one.join(b, y, 'b1'), one.join(b, x, 'b2')]
    answers.push(one.join(c, x, 'c1'), one.join(c, y, 'c2'))
    expect(await Promise.all(answers)).toEqual(['x a1', 'y a2', 'y b1', 'x b2', 'x c1', 'y c2'])
    // b says x after y: it must not come before.
    expect(said).toEqual(['x(a1 c1)', 'y(a2 b1 c2)', 'x(b2)'])
  })

  test('one that fails fails whoever asked it, and no other', async () => {
    const { one, says } = gathering()
    const failing = async () => Promise.reject(new Error('no'))
    const outcomes = await Promise.allSettled([
      one.join({}, failing, 'a'),
      one.join({}, says('x'), 'b'),
      one.join({}, failing, 'c'),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected'])
  })

  test('what comes last is said at once for all, when nobody is still on the way there', async () => {
    const [a, b, c] = [{}, {}, {}]
    const { one, said, says } = gathering([a, b, c])
    const [x, shelf] = [says('x'), says('shelf')]
    const first = one.join(a, shelf, 'a', 'last')
    await one.join(b, x, 'b')
    one.arrive(c)
    await one.join(b, x, 'b again')
    expect(said).toEqual(['x(b)', 'x(b again)'])
    const second = one.join(b, shelf, 'b', 'last')
    // Whatever is said in the same turn is said before.
    const other = one.join(b, x, 'b at last')
    expect(await Promise.all([first, second, other])).toEqual(['shelf a', 'shelf b', 'x b at last'])
    expect(said.slice(2)).toEqual(['x(b at last)', 'shelf(a b)'])
    // Whoever goes on is waited for again.
    const more = one.join(a, shelf, 'a again', 'last')
    await one.join(b, x, 'b goes on')
    expect(said.at(-1)).toBe('x(b goes on)')
    one.arrive(b)
    expect(await more).toBe('shelf a again')
  })

  test('who leaves is not waited for, and what they had not said is not said', async () => {
    const [a, b] = [{}, {}]
    const { one, said, says } = gathering([a, b])
    const [x, shelf] = [says('x'), says('shelf')]
    const stays = one.join(a, shelf, 'a', 'last')
    const gone = Promise.allSettled([one.join(b, x, 'b'), one.join(b, shelf, 'b', 'last')])
    one.leave(b)
    expect(await stays).toBe('shelf a')
    expect((await gone).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(said).toEqual(['shelf(a)'])
  })

  test('who asks the same about many of their own asks once', async () => {
    const said: string[] = []
    const double = gathered<number, number>(async (_, asks) => {
      said.push(asks.join(' '))
      return asks.map((ask) => 2 * ask)
    })
    const many = asMany({ gather: null } as Ctx)
    expect(await Promise.all([double(many, 1), double(many, 2), double(many, 3)])).toEqual([2, 4, 6])
    expect(await double(many, 4)).toBe(8)
    expect(said).toEqual(['1 2 3', '4'])
  })
})
