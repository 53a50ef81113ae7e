import { knownAs } from './connection.ts'
import type { PooledConnection } from './connection.ts'
import { isAborted } from './ctx.ts'
import type { Ctx, Sql } from './ctx.ts'
import { isAway, lostRace } from './database-failures.ts'
import type { Fact } from './events.ts'
import { Gathering } from './gathered.ts'
import type { Wanted } from './jobs.ts'
import { statementOf } from './sql.ts'
import { equip, lastWords, openSending } from './transaction.ts'
import type { Committed, Send, Sender } from './transaction.ts'

/** One request, and what is to be done for it. */
export type Traveller = {
  openCtx: (sender: Sender) => Ctx
  admit?: ((ctx: Ctx) => Promise<void>) | undefined
  work: (ctx: Ctx) => Promise<unknown>
}

/** What became of one: its result, its refusal, or that it must do all of it again alone. */
export type Arrival = Told | 'alone'
type Told = { result: unknown } | { refusal: unknown }

export type Journey = {
  arrivals: Arrival[]
  /** Null: nothing was committed. */
  committed: Committed | null
}

/**
 * Several requests in one transaction, so that a rush costs the database little more than one of them: what
 * they say alike they say together (gathered.ts), and they are committed together. Each is judged for itself. Who is
 * refused before anything was written leaves, the others travel on. Should any fail later, nothing of it has happened,
 * and each does all of it again alone: nobody is refused for what another did.
 */
export async function travel(
  connection: PooledConnection,
  schema: string,
  travellers: readonly Traveller[],
): Promise<Journey> {
  const convoy = openConvoy(connection, travellers)
  const { sending } = convoy
  const arrivals: Arrival[] = travellers.map(() => 'alone')
  let committing = false
  try {
    const riding = travellers.map(async (traveller, index) => {
      const one = await ride(convoy, traveller)
      if ('refusal' in one.arrival) arrivals[index] = one.arrival
      return one
    })
    const rides = await Promise.all(riding)
    convoy.gathering.sayRest()
    const [facts, wanted] = [rides.flatMap((one) => one.facts), rides.flatMap((one) => one.wanted)]
    const told = lastWords(convoy.line, { schema, facts, wanted, touched: sending.touched })
    committing = true
    const [end] = await Promise.all([sending.end('commit'), ...sending.posted])
    if (end.command !== 'COMMIT') throw sending.cause() ?? new Error('the transaction had been aborted')
    connection.release()
    const committed = { told, touched: sending.touched.size > 0, changes: sending.changes }
    return { arrivals: rides.map(({ arrival }) => arrival), committed }
  } catch (error) {
    // What anybody hears from now on (that nothing more is said) is no judgement of what they asked.
    const judged = [...arrivals]
    const cause = isAborted(error) ? (sending.cause() ?? error) : error
    convoy.gathering.end()
    await sending.end('rollback').then(
      () => connection.release(),
      () => connection.release(true),
    )
    // Nobody knows whether a commit that was cut off took place: who asked is told so, and asks again.
    const other: Arrival = committing && isAway(cause) ? { refusal: cause } : 'alone'
    return { arrivals: judged.map((arrival) => (arrival === 'alone' ? other : arrival)), committed: null }
  }
}

type Convoy = ReturnType<typeof openConvoy>

function openConvoy(connection: PooledConnection, travellers: readonly Traveller[]) {
  const sending = openSending(connection)
  /** Who has written something, or asked when others had written what is not committed. */
  const bound = new Set<object>()
  let written = false
  let speakers: readonly object[] = []
  const send: Send = (text, values) => {
    written ||= knownAs(text).writes
    if (written) for (const speaker of speakers) bound.add(speaker)
    return sending.send(text, values)
  }
  const sql: Sql = async <Row extends object>(parts: TemplateStringsArray, ...values: unknown[]) => {
    const statement = statementOf(parts, values)
    return (await send(statement.text, statement.values)).rows as Row[]
  }
  const line = { sql, changes: sending.changes, later: sending.later }
  const gathering = new Gathering(
    line,
    (those, speak) => {
      speakers = those
      speak()
      speakers = []
    },
    travellers,
  )
  return { sending, send, line, gathering, bound }
}

type Ride = { arrival: Told; facts: readonly Fact[]; wanted: readonly Wanted[] }

/** One request on its way. Throws what all of them fail by. */
async function ride(convoy: Convoy, self: Traveller): Promise<Ride> {
  const { sending, gathering } = convoy
  const { openCtx, admit, work } = self
  let admitted: Promise<void> | undefined
  /** No answer is given before it is known that the work is ours to do; who has failed elsewhere does not come for it. */
  const heard = <Answer>(sent: Promise<Answer>): Promise<Answer> =>
    quietly(admitted === undefined ? sent : Promise.all([sent, admitted]).then(([first]) => first))
  const ctx = openCtx({
    send: (text, values) => heard(gathering.join(self, async () => [await convoy.send(text, values)], null)),
    touched: sending.touched,
    changes: sending.changes,
  })
  const posted: Promise<unknown>[] = []
  const { events, jobs } = equip(ctx, { later: (sent) => void posted.push(quietly(sent)) })
  ctx.gather = (say, ask, when) => heard(gathering.join(self, say, ask, when))
  ctx.attempt = () => Promise.reject(new OnlyAlone())
  try {
    admitted = admit?.(ctx)
    admitted?.catch(() => {})
    const result = await work(ctx)
    await admitted
    gathering.arrive(self)
    posted.forEach(sending.later)
    return { arrival: { result }, facts: events.facts, wanted: jobs.wanted }
  } catch (error) {
    // Whether it was answered before comes first, as for one who travels alone.
    const refusal = (await admitted?.catch((reason: unknown) => reason)) ?? error
    gathering.leave(self)
    if (convoy.bound.has(self) || isNobodysFault(refusal)) throw refusal
    return { arrival: { refusal }, facts: [], wanted: [] }
  }
}

/** Work that failed elsewhere does not come back for it. */
function quietly<T>(sent: Promise<T>): Promise<T> {
  sent.catch(() => {})
  return sent
}

/** What only one who travels alone can do. */
class OnlyAlone extends Error {}

/** A race or a failure of the database tells nothing of what was asked. */
const isNobodysFault = (error: unknown): boolean =>
  error instanceof OnlyAlone ||
  lostRace(error) ||
  isAway(error) ||
  (error as { severity?: unknown } | null)?.severity !== undefined ||
  isAborted(error)
