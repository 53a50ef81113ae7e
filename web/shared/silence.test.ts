import { afterEach, expect, test, vi } from 'vitest'
import { isLost } from './lost.ts'
import { breaksWhenSilent } from './silence.ts'

afterEach(() => void vi.useRealTimers())

const still = new TextEncoder().encode(': still here\n\n')

test('a feed that only says that it is here stays open; one that falls silent breaks, as a lost connection', async () => {
  vi.useFakeTimers()
  const source = new TransformStream<Uint8Array, Uint8Array>()
  const server = source.writable.getWriter()
  const silent = vi.fn<() => void>()
  const feed = breaksWhenSilent(source.readable, silent, 40_000).getReader()
  for (let beat = 0; beat < 10; beat++) {
    void server.write(still)
    expect((await feed.read()).value).toEqual(still)
    vi.advanceTimersByTime(15_000)
  }
  expect(silent).not.toHaveBeenCalled()
  const next = feed.read().catch((error: unknown) => error)
  vi.advanceTimersByTime(25_000)
  expect(isLost(await next)).toBe(true)
  expect(silent).toHaveBeenCalledOnce()
})

test('a feed that was ended is not waited for', async () => {
  vi.useFakeTimers()
  const silent = vi.fn<() => void>()
  await breaksWhenSilent(new Response(still).body as ReadableStream<Uint8Array>, silent).pipeTo(new WritableStream())
  vi.runAllTimers()
  expect(silent).not.toHaveBeenCalled()
})
