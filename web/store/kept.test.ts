import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openAgain, openKept } from './kept.ts'

const always = (): boolean => true

/** Makes texts of its own and counts how often it had to. */
function maker() {
  const made: string[] = []
  return {
    made,
    make: (text: string) => async () => {
      made.push(text)
      await pause(1)
      return text
    },
  }
}

test('what is kept is made once, also for those who ask while it is being made, until it is over', async () => {
  const kept = openKept<string>({ for_ms: 30, most: 10 })
  const { made, make } = maker()
  expect(await Promise.all([kept('a', make('one'), always), kept('a', make('two'), always)])).toEqual(['one', 'one'])
  expect(await kept('a', make('two'), always)).toBe('one')
  await pause(40)
  expect(await kept('a', make('two'), always)).toBe('two')
  expect(made).toEqual(['one', 'two'])
})

test('what may not be kept, and what failed, is made anew', async () => {
  const kept = openKept<string>({ for_ms: 10_000, most: 10 })
  const { made, make } = maker()
  await kept('a', make('mine'), () => false)
  await kept('a', make('mine'), () => false)
  await expect(kept('b', () => Promise.reject(new Error('away')), always)).rejects.toThrow('away')
  expect(await kept('b', make('there'), always)).toBe('there')
  expect(made).toEqual(['mine', 'mine', 'there'])
})

test('the oldest makes room by weight, and what is heavier than all there is room for is not kept', async () => {
  const kept = openKept<string>({ for_ms: 10_000, most: 10, weigh: (text) => text.length })
  const { made, make } = maker()
  for (const [key, text] of [
    ['a', 'aaaa'],
    ['b', 'bbbb'],
    ['c', 'cccc'],
  ] as const)
    await kept(key, make(text), always)
  await kept('b', make('b'), always)
  await kept('c', make('c'), always)
  await kept('a', make('A'), always)
  expect(made).toEqual(['aaaa', 'bbbb', 'cccc', 'A'])
  await kept('d', make('d'.repeat(11)), always)
  await kept('d', make('D'), always)
  expect(made.slice(4)).toEqual(['d'.repeat(11), 'D'])
})

test('a key is known again as long as not too many others came since, and a very long one never', () => {
  const again = openAgain(3)
  expect(['a', 'b', 'a'].map(again)).toEqual([false, false, true])
  expect(['c', 'd', 'a'].map(again), 'of the three before').toEqual([false, false, true])
  expect(['e', 'f', 'g', 'b'].map(again), 'long ago').toEqual([false, false, false, false])
  const long = 'x'.repeat(301)
  expect([long, long].map(again)).toEqual([false, false])
})
