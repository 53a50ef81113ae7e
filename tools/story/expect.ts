import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { HiloError } from '#sdk'

/** The story went another way than it should. */
export class Unexpected extends Error {
  readonly expected: string
  readonly found: string
  constructor(expected: string, found: unknown) {
    const text = typeof found === 'string' ? found : (JSON.stringify(found) ?? 'nothing')
    super(`expected ${expected}, found ${text}`)
    this.name = 'Unexpected'
    this.expected = expected
    this.found = text
  }
}

/** `expected` says what should be; `found` is shown where it is not. */
export function mustBe(good: boolean, expected: string, found: unknown): asserts good {
  if (!good) throw new Unexpected(expected, found)
}

export function mustEqual<T>(what: string, found: T, expected: T): void {
  if (!isDeepStrictEqual(found, expected)) throw new Unexpected(`${what} ${JSON.stringify(expected)}`, found)
}

export function mustHave<T>(value: T | null | undefined, expected: string): T {
  if (value === null || value === undefined) throw new Unexpected(expected, 'nothing')
  return value
}

/** The refusal of a call that must not succeed. */
export async function mustRefuse(code: string, call: Promise<unknown>): Promise<HiloError> {
  const error = await call.then(
    (reply) => reply,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof HiloError)) throw new Unexpected(`refusal ${code}`, error)
  mustEqual('refusal', error.code, code)
  return error
}

const WAIT_MAX_MS = 15_000
const ASK_EVERY_MS = 50

/** What listeners and jobs do comes a moment later: asks until it is there, for a bounded time. */
export async function soon<T>(expected: string, ask: () => Promise<T>, good: (found: T) => boolean): Promise<T> {
  const until = performance.now() + WAIT_MAX_MS
  for (;;) {
    const found = await ask()
    if (good(found)) return found
    mustBe(performance.now() < until, `${expected} within ${WAIT_MAX_MS / 1_000} s`, found)
    await pause(ASK_EVERY_MS)
  }
}
