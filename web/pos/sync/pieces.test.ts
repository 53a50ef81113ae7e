import { expect, test } from 'vitest'
import { HiloError } from '#sdk'
import { Pieces } from './pieces.ts'

const problem = (status: number, code: string) =>
  new HiloError({ type: 'about:blank', title: code, status, code, request_id: '' })

/** A server that takes a whole call or nothing. */
function server(isGood: (piece: readonly number[]) => boolean, no = problem(400, 'bad_input')) {
  const taken: number[] = []
  let calls = 0
  return {
    taken,
    calls: () => calls,
    take: async (piece: readonly number[]) => {
      calls += 1
      if (!isGood(piece)) throw no
      taken.push(...piece)
    },
  }
}

const FIFTY = Array.from({ length: 50 }, (_, n) => n + 1)

async function sendAll(pieces: Pieces, to: ReturnType<typeof server>): Promise<unknown> {
  for (;;) {
    const waiting = FIFTY.filter((seq) => !to.taken.includes(seq))
    if (waiting.length === 0) return null
    const error = await pieces.send(waiting, to.take).catch((caught: unknown) => caught)
    if (error !== undefined) return error
  }
}

test.each([1, 2, 33, 50])('what is good before fact %i arrives, and it stands alone', async (bad) => {
  const to = server((piece) => !piece.includes(bad))
  const pieces = new Pieces(50)
  expect(await sendAll(pieces, to)).toMatchObject({ code: 'bad_input' })
  expect(to.taken).toEqual(FIFTY.slice(0, bad - 1))
  const before = to.calls()
  expect(await sendAll(pieces, to)).toMatchObject({ code: 'bad_input' })
  expect(to.calls() - before).toBe(1)
})

test('a call that is too large is made smaller', async () => {
  const to = server((piece) => piece.length <= 6, problem(413, 'body_too_large'))
  expect(await sendAll(new Pieces(50), to)).toBeNull()
  expect(to.taken).toEqual(FIFTY)
})

test.each([problem(503, 'outside'), problem(429, 'too_many'), problem(401, 'unauthorised'), new TypeError('away')])(
  'a server that is away is not asked for less: %s',
  async (error) => {
    const to = server(() => false, error as HiloError)
    expect(await sendAll(new Pieces(50), to)).toBe(error)
    expect(to.calls()).toBe(1)
  },
)
