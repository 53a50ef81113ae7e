import { modules } from '../../server/modules.ts'
import type { Reply } from '../trade/api.ts'
import type { Draws } from '../trade/draws.ts'
import type { House } from './house.ts'

/** A write that was answered 2xx: as long as the shop keeps the key, its answer is that one and no other. */
export type Answered = {
  call: string
  key: string
  /** Who asked, where that was a shopper. */
  customer_id: string | null
  status: number
  body: unknown
  /** By the clock that only goes on. */
  at_ms: number
  /** The same request of the same caller with the same key. */
  again: () => Promise<Reply>
}

/** Of all answers there were, some: which ones is drawn. */
export type Answers = { draws: Draws; seen: number; kept: Answered[] }

const KEPT_MAX = 5_000
const ASKED_AGAIN_MAX = 300
const AT_ONCE = 8
/** Keys are kept for a day of the server's clock, which a fault may put forward by less than the hour left here. */
const KEYS_LAST_MS = 23 * 3_600_000
const ANSWER_SHOWN = 300

type Pattern = { keeps: boolean; names: number; path: RegExp }

/**
 * Only a POST has a key. What holds a secret keeps no answer (`key: 'none'`), and what only reads has none to keep; the
 * routes say so themselves. Of two that fit, the one with fewer names in its address is meant.
 */
const posts: readonly Pattern[] = modules
  .flatMap(({ routes = [] }) => routes)
  .filter(({ method }) => method === 'POST')
  .map(({ path, mode, key }) => ({
    keeps: key !== 'none' && (mode === 'write' || mode === 'steps'),
    names: path.split(':').length,
    path: new RegExp(`^${path.replaceAll(/:[a-z_]+/g, '[^/]+')}$`),
  }))
  .toSorted((one, other) => one.names - other.names)

export const keepsAnswer = (path: string): boolean =>
  posts.find((post) => post.path.test(path.replace(/\?.*/, '')))?.keeps ?? false

/** Every answer has the same chance to be among those that are kept, however many come (a reservoir). */
export function keep(answers: Answers, answered: Answered): void {
  answers.seen += 1
  if (answers.kept.length < KEPT_MAX) return void answers.kept.push(answered)
  const place = answers.draws.upTo(answers.seen - 1)
  if (place < KEPT_MAX) answers.kept[place] = answered
}

/**
 * Whatever was answered is still known: all that we kept in the database, some of it asked again at the door, and first
 * of all what is not written as it was answered.
 */
export async function sameAnswerAgain(house: House): Promise<string[]> {
  const { draws } = house.visits.answers
  const alive = await stillTold(house)
  const lost = await notWritten(house, alive)
  const some = [...new Set([...lost, ...drawn(alive, draws)])].slice(0, ASKED_AGAIN_MAX)
  const findings: string[] = []
  while (some.length > 0) findings.push(...(await Promise.all(some.splice(0, AT_ONCE).map(askAgain))).flat())
  return [...findings, ...lost.map(({ call, status, body }) => `${call} was lost: ${shown(status, body)}`)]
}

/** Erasure forgets the answers to a person and those that speak of them; a repeat of such a request is a new one. */
async function stillTold({ read, visits }: House): Promise<Answered[]> {
  const erased = (
    await read((ctx) => ctx.sql<{ id: string }>`select id from customer where erased_at is not null`)
  ).map(({ id }) => id)
  return visits.answers.kept.filter(({ customer_id, body, at_ms }) => {
    const about = `${customer_id} ${JSON.stringify(body)}`
    return performance.now() - at_ms < KEYS_LAST_MS && !erased.some((id) => about.includes(id))
  })
}

function drawn(from: readonly Answered[], draws: Draws): Answered[] {
  const left = [...from]
  const some: Answered[] = []
  while (left.length > 0 && some.length < ASKED_AGAIN_MAX) some.push(...left.splice(draws.upTo(left.length - 1), 1))
  return some
}

/** The answer is written with the work it is about: where it is missing, the work is. */
async function notWritten({ read }: House, answered: readonly Answered[]): Promise<Answered[]> {
  const rows = await read(
    (ctx) => ctx.sql<{ key: string; status: number | null; answer: string | null }>`
      select key, status, answer from idempotency where key = any(${answered.map(({ key }) => key)}::text[])`,
  )
  const written = new Map(rows.map((row) => [row.key, row]))
  return answered.filter(({ key, status, body }) => {
    const row = written.get(key)
    return row?.status !== status || JSON.stringify(row.answer && JSON.parse(row.answer)) !== JSON.stringify(body)
  })
}

async function askAgain({ call, status, body, again }: Answered): Promise<string[]> {
  const reply = await again()
  if (reply.status !== status || JSON.stringify(reply.body) !== JSON.stringify(body))
    return [`${call} again: ${shown(reply.status, reply.body)} instead of ${shown(status, body)}`]
  return reply.headers.get('idempotent-replayed') === 'true' ? [] : [`${call} was done again: ${shown(status, body)}`]
}

const shown = (status: number, body: unknown): string => `${status} ${JSON.stringify(body)}`.slice(0, ANSWER_SHOWN)
