import type { Ctx } from './ctx.ts'
import { followTables } from './memory.ts'

/**
 * Reads that share connections (`planned: 'together'`) are a crowd: what one of them was shown serves those who come a
 * moment later, and who comes in the same turn of the event loop is asked for in the same statement. Whoever is in a
 * transaction, or alone on a connection, asks for themselves: nobody decides by what was true a moment ago.
 */
export type Crowd = Map<Moment, Sight>

/** Something that changes all day and is only shown. */
export type Moment = { topic: string; for_ms: number; most: number }

/** `seen`: by key, then by what was asked about it. */
type Sight = { seen: Map<string, Map<string, Seen>>; asking: Map<string, Question>; running: Set<Question> }
type Seen = { value: unknown; at: number; now: number }
/** `stale`: keys that have changed since it was asked. `now`: at whose moment. */
type Question = { keys: Set<string>; stale: Set<string>; now: number; answer: Promise<ReadonlyMap<string, unknown>> }

export type Passing = {
  /** All that a change of it could be written to. What this process commits to them is seen at once. */
  tables: readonly string[]
  /** Tables where a new row changes nothing that is shown. */
  growing?: readonly string[]
  /** So much later at most is seen what other processes commit, and what comes with time alone. */
  for_ms: number
  /** Keys at most. */
  most: number
}

const moments = new Set<string>()

/** Declares what may be shown as it was a moment ago. */
export function momentary(topic: string, { tables, growing, for_ms, most }: Passing): Moment {
  followTables(topic, tables, growing)
  moments.add(topic)
  return { topic, for_ms, most }
}

/** Whether it is the topic of a moment, whose changes the database need not count: it passes by itself. */
export const isMoment = (topic: string): boolean => moments.has(topic)

/**
 * What a transaction changes of what is shown; everything of a topic, unless `changing` said which. `named`: the topic of
 * which the statement that is being sent will name the keys.
 */
export type Changes = { whole: Set<string>; keys: Map<string, Set<string>>; named: string | null }

export const noChanges = (): Changes => ({ whole: new Set(), keys: new Map(), named: null })

/**
 * A statement that changes only the keys its answer names: what is shown of all others stands. `send` sends it and
 * nothing else.
 */
export async function changing<Answer>(
  { changes }: Pick<Ctx, 'changes'>,
  { topic }: Moment,
  send: () => Promise<Answer>,
  keysOf: (answer: Answer) => readonly string[],
): Promise<Answer> {
  changes.named = topic
  const sent = send()
  changes.named = null
  const answer = await sent
  const keys = changes.keys.get(topic) ?? new Set()
  changes.keys.set(topic, keys)
  for (const key of keysOf(answer)) keys.add(key)
  return answer
}

/** What a transaction of this process has changed is not shown any more as it was. */
export function forget(crowd: Crowd, { whole, keys }: Changes): void {
  for (const [what, { seen, running }] of crowd) {
    if (whole.has(what.topic)) crowd.delete(what)
    for (const key of keys.get(what.topic) ?? []) {
      seen.delete(key)
      for (const { stale } of running) stale.add(key)
    }
  }
}

/** About so many keys one statement is asked at most; who comes after begins the next. */
const KEYS_MAX = 200

/** So many things are asked about one key; who asks more begins again. */
const ABOUTS_MAX = 16

/**
 * Things by key, as they were seen less than a moment ago, the rest as `load` finds them: for all who ask `about` the same
 * in this turn, with the context of the first of them. A key nothing is found for is asked again the next time.
 */
export async function glance<Value>(
  ctx: Ctx,
  what: Moment,
  { about, keys }: { about: string; keys: readonly string[] },
  load: (missing: string[]) => Promise<ReadonlyMap<string, Value>>,
): Promise<ReadonlyMap<string, Value>> {
  const { crowd } = ctx
  if (crowd === null) return load([...new Set(keys)])
  let sight = crowd.get(what)
  if (!sight) crowd.set(what, (sight = { seen: new Map(), asking: new Map(), running: new Set() }))
  // Two clocks: the one that is given may stand still or jump, and what others write does not wait for it.
  const [at, now] = [performance.now(), ctx.now.getTime()]
  const found = new Map<string, Value>()
  const missing: string[] = []
  for (const key of keys) {
    const known = sight.seen.get(key)?.get(about)
    if (known && at - known.at < what.for_ms && Math.abs(now - known.now) < what.for_ms)
      found.set(key, known.value as Value)
    else missing.push(key)
  }
  if (missing.length === 0) return found
  const question = questionOf(sight, what, { about, keys: missing, now }, load)
  const answer = (await question.answer) as ReadonlyMap<string, Value>
  for (const key of missing) {
    const value = answer.get(key)
    if (value === undefined) continue
    found.set(key, value)
    // What has changed since it was asked is true for this answer only.
    if (crowd.get(what) === sight && !question.stale.has(key))
      put(sight, what, { key, about, value, at, now: question.now })
  }
  return found
}

/** The one that is asked at the end of this turn, with these keys too. */
function questionOf(
  { asking, running }: Sight,
  { for_ms }: Moment,
  { about, keys, now }: { about: string; keys: readonly string[]; now: number },
  load: (keys: string[]) => Promise<ReadonlyMap<string, unknown>>,
): Question {
  let open = asking.get(about)
  // Whose clock has jumped meanwhile is not told of the moment before.
  if (!open || open.keys.size + keys.length > KEYS_MAX || Math.abs(now - open.now) >= for_ms) {
    const gathering = new Set<string>()
    const answer = new Promise((done) => setImmediate(done))
      .then(() => {
        if (asking.get(about) === question) asking.delete(about)
        return load([...gathering])
      })
      // Those it is told to come first: what changes before they have kept it is still stale.
      .finally(() => setImmediate(() => running.delete(question)))
    const question = { keys: gathering, stale: new Set<string>(), now, answer }
    running.add(question)
    asking.set(about, (open = question))
  }
  for (const key of keys) open.keys.add(key)
  return open
}

/** A map keeps the order of insertion: the first is the one that has been in longest. */
function put({ seen }: Sight, { most }: Moment, { key, about, ...known }: { key: string; about: string } & Seen): void {
  let abouts = seen.get(key)
  if (!abouts || abouts.size >= ABOUTS_MAX) {
    if (!abouts && seen.size >= most) seen.delete(seen.keys().next().value as string)
    seen.set(key, (abouts = new Map()))
  }
  abouts.set(about, known)
}

const names = new WeakMap<object, number>()
let named = 0

/** The same thing has the same name as long as it is remembered: for `about`. */
export function nameOf(thing: object): number {
  let name = names.get(thing)
  if (name === undefined) names.set(thing, (name = ++named))
  return name
}
