import { knownAs } from './connection.ts'
import type { PooledConnection } from './connection.ts'
import { noChanges } from './crowd.ts'
import type { Changes } from './crowd.ts'
import { isAborted } from './ctx.ts'
import type { Ctx } from './ctx.ts'
import { openEvents, writeFacts } from './events.ts'
import type { Fact } from './events.ts'
import type { Answer } from './flight.ts'
import { enqueue, openJobs } from './jobs.ts'
import type { Wanted } from './jobs.ts'

export type Send = (text: string, values: unknown[]) => Promise<Answer>
export type Sender = { send: Send; touched: ReadonlySet<string>; changes: Changes }

export type Transaction<T> = {
  schema: string
  openCtx: (sender: Sender) => Ctx
  /** Sent with the first statement of the work: where it refuses, nothing of the work stays. */
  admit?: ((ctx: Ctx) => Promise<void>) | undefined
  work: (ctx: Ctx) => Promise<T>
}

/** `told`: the kinds of facts; `touched`: whether anything that is remembered was changed. */
export type Committed = { told: ReadonlySet<string>; touched: boolean; changes: Changes }

/**
 * One transaction. `begin` travels with the first statement and `commit` with the last: a verb of n statements that
 * wait for each other takes n round trips, not n + 2. The facts it told, the revisions of what it changed and
 * whatever was posted go with the commit.
 */
export async function transact<T>(
  connection: PooledConnection,
  { schema, openCtx, admit, work }: Transaction<T>,
): Promise<Committed & { result: T }> {
  const sending = openSending(connection)
  const ctx = openCtx(sending)
  const { events, jobs } = equip(ctx, sending)
  ctx.attempt = attemptIn(ctx, sending, { events, jobs })
  const admitted = admit?.(ctx)
  if (admitted) connection.answerSoFar()
  try {
    sending.mind(admitted)
    const result = await work(ctx)
    const told = lastWords(ctx, { schema, facts: events.facts, wanted: jobs.wanted, touched: sending.touched })
    const [end] = await Promise.all([sending.end('commit'), admitted, ...sending.posted])
    if (end.command !== 'COMMIT') throw sending.cause() ?? new Error('the transaction had been aborted')
    connection.release()
    return { result, told, touched: sending.touched.size > 0, changes: sending.changes }
  } catch (error) {
    const refusal = await admitted?.catch((reason: unknown) => reason)
    const over = sending.end('rollback').then(
      () => connection.release(),
      () => connection.release(true),
    )
    // Who is not admitted need not wait for the work that was sent along, which may wait for the admitted one.
    if (refusal !== undefined) throw refusal
    await over
    throw isAborted(error) ? (sending.cause() ?? error) : error
  }
}

/** A context that may write: what it tells and asks for is collected until the end. */
export function equip(ctx: Ctx, { later }: Pick<Sending, 'later'>) {
  const [events, jobs] = [openEvents(ctx), openJobs()]
  const post: Ctx['post'] = (parts, ...values) => later(ctx.sql(parts, ...values))
  Object.assign(ctx, { emit: events.emit, job: jobs.job, later, post })
  return { events, jobs }
}

/** What goes with the commit: the facts, the jobs asked for, the revisions of what was changed. Which kinds of facts. */
export function lastWords(
  line: Pick<Ctx, 'sql' | 'later'>,
  words: { schema: string; facts: readonly Fact[]; wanted: readonly Wanted[]; touched: ReadonlySet<string> },
): ReadonlySet<string> {
  const told = writeFacts(line, words.facts)
  enqueue(line, words.schema, words.wanted)
  countRevisions(line, words.touched)
  return told
}

export function openSending(connection: PooledConnection) {
  const posted: Promise<unknown>[] = []
  const touched = new Set<string>()
  const changes = noChanges()
  let cause: unknown = null
  let admitted: Promise<void> | undefined
  let over = false
  let begun = false
  const say = (text: string, values: unknown[] = []): Promise<Answer> => {
    const sent = connection.send(text, values)
    sent.catch((error: unknown) => {
      if (!isAborted(error)) cause ??= error
    })
    return sent
  }
  const send: Send = (text, values) => {
    // Work that goes on after another part of it failed must not speak into somebody else's transaction.
    if (over) return refusedQuietly()
    if (!begun) {
      begun = true
      void say('begin')
    }
    const { topics, moments } = knownAs(text)
    for (const topic of topics) touched.add(topic)
    for (const topic of moments) if (topic !== changes.named) changes.whole.add(topic)
    const sent = say(text, values)
    const answer = admitted === undefined ? sent : Promise.all([sent, admitted]).then(([result]) => result)
    // Work that failed elsewhere does not come back for it.
    answer.catch(() => {})
    return answer
  }
  return {
    posted,
    touched,
    changes,
    /** Who has said nothing has nothing to end. */
    end: (text: 'commit' | 'rollback'): Promise<Answer> => {
      over = true
      return begun ? say(text) : Promise.resolve({ rows: [], command: text.toUpperCase() })
    },
    send,
    later: (sent: Promise<unknown>): void => {
      sent.catch(() => {})
      posted.push(sent)
    },
    /** What failed first: whatever was sent behind it is told only that the transaction is aborted. */
    cause: () => cause,
    forgive: () => {
      cause = null
    },
    /** From now on no answer is given before this has agreed. */
    mind: (agreement: Promise<void> | undefined) => {
      admitted = agreement
      agreement?.catch(() => {})
    },
  }
}

function refusedQuietly(): Promise<never> {
  const refusal = Promise.reject(new Error('the transaction is over'))
  refusal.catch(() => {})
  return refusal
}

type Sending = ReturnType<typeof openSending>
type AtTheEnd = ReturnType<typeof equip>

const attemptIn =
  (ctx: Ctx, sending: Sending, { events, jobs }: AtTheEnd): Ctx['attempt'] =>
  async (work) => {
    const [told, asked, sent] = [events.facts.length, jobs.wanted.length, sending.posted.length]
    ctx.post`savepoint attempt`
    try {
      const result = await work()
      await Promise.all([...sending.posted.slice(sent), ctx.sql`release savepoint attempt`])
      return result
    } catch (error) {
      const failure = isAborted(error) ? (sending.cause() ?? error) : error
      sending.posted.length = sent
      // Released too: it would outlive its failure, and an attempt around this one would roll back no further than to here.
      await Promise.all([ctx.sql`rollback to savepoint attempt`, ctx.sql`release savepoint attempt`])
      sending.forgive()
      events.forgetFrom(told)
      jobs.forgetFrom(asked)
      throw failure
    }
  }

/** In the order of their names, so that two that change the same never wait for each other. */
function countRevisions({ sql, later }: Pick<Ctx, 'sql' | 'later'>, touched: ReadonlySet<string>): void {
  if (touched.size === 0) return
  later(sql`
    insert into revision (topic, number) select topic, 1 from unnest(${[...touched].toSorted()}::text[]) as topic order by topic
    on conflict (topic) do update set number = revision.number + 1`)
}
