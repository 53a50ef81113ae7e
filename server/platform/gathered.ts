import type { Ctx } from './ctx.ts'

/** What a gathered statement is said on. Whose it is stands in what is asked, since it is several people's. */
export type Line = Pick<Ctx, 'sql' | 'changes'>

/** Says one statement for all who ask, at once; answers each, in their order. */
export type Say<Ask, Answer> = (line: Line, asks: readonly Ask[]) => Promise<readonly Answer[]>

/** Asks together with those who travel in the same convoy; `when` everybody has come as far, or at once. */
export type Gather = <Ask, Answer>(say: Say<Ask, Answer>, ask: Ask, when?: When) => Promise<Answer>
export type When = 'now' | 'last'

/**
 * A statement that those who travel in one convoy (convoy.ts) say together: rows of all of them in one `insert` cost
 * little more than the row of one. Who travels alone says it alone, at once. What it needs of its context (actor, clock,
 * channel) comes with the ask.
 */
export const gathered =
  <Ask, Answer = void>(say: Say<Ask, Answer>, when: When = 'now') =>
  async (ctx: Ctx, ask: Ask): Promise<Answer> =>
    ctx.gather === null ? ((await say(ctx, [ask]))[0] as Answer) : ctx.gather(say, ask, when)

/**
 * The same for what many convoys lock: said once everybody of this one has come so far or is done, so that all of it is
 * locked at once, in one order, and for the shortest time.
 */
export const gatheredLast = <Ask, Answer = void>(say: Say<Ask, Answer>) => gathered(say, 'last')

/** For work that asks the same about many of its own: what is said gathered in one turn of the event loop is one statement. */
export function asMany(ctx: Ctx): Ctx {
  if (ctx.gather !== null) return ctx
  const gathering = new Gathering(ctx, (_, send) => send(), [])
  return { ...ctx, gather: (say, ask, when) => gathering.join({}, say, ask, when) }
}

/** Where nothing is answered but that it was done. */
export const done = (asks: readonly unknown[]): undefined[] => asks.map(() => undefined)

/** To each id the rows that are its own, however the id is written. */
export function rowsOf<Row>(ids: readonly string[], rows: readonly Row[], idOf: (row: Row) => string | null): Row[][] {
  const byId = Map.groupBy(rows, idOf)
  return ids.map((id) => byId.get(id.toLowerCase()) ?? [])
}

/** So many say one statement together at most. */
const MOST = 64

type Asked = { by: object; ask: unknown; resolve: (answer: unknown) => void; reject: (error: unknown) => void }
/** Its asks are all of `say`'s own kind: `join` sees to that, where the compiler cannot. */
type Group = { say: Say<unknown, unknown>; asked: Asked[] }

/** Statements in the order they will be said in: each of those who speak keeps the order of their own. */
class Groups {
  #groups: Group[] = []
  /** By traveller: the last group it has spoken in. */
  #last = new Map<object, number>()

  get empty(): boolean {
    return this.#groups.length === 0
  }

  /** Who says what somebody said before joins them there, as long as nothing they said themselves before comes later. */
  join(say: Group['say'], asked: Asked): void {
    const from = this.#last.get(asked.by) ?? 0
    let at = this.#groups.findIndex((group, index) => index >= from && group.say === say && group.asked.length < MOST)
    if (at < 0) at = this.#groups.push({ say, asked: [] }) - 1
    this.#last.set(asked.by, at)
    this.#groups[at]?.asked.push(asked)
  }

  /** What these asked and was not said is said no more. */
  dismiss(of: (by: object) => boolean): void {
    for (const group of this.#groups) {
      for (const { by, reject } of group.asked) if (of(by)) reject(new Error('not said'))
      group.asked = group.asked.filter(({ by }) => !of(by))
    }
    this.#groups = this.#groups.filter(({ asked }) => asked.length > 0)
  }

  take(): Group[] {
    const groups = this.#groups
    this.#groups = []
    this.#last = new Map()
    return groups
  }
}

/** What those of one convoy say: `now` with whatever is said in this turn of the event loop, `last` when all have come as far. */
export class Gathering {
  readonly #line: Line
  /** Told for whom is said what is sent while it is called. */
  readonly #speakFor: (travellers: readonly object[], send: () => void) => void
  readonly #now = new Groups()
  readonly #last = new Groups()
  /** Who is on the way and has not said what comes last. */
  readonly #awaited: Set<object>

  constructor(
    line: Line,
    speakFor: (travellers: readonly object[], send: () => void) => void,
    travellers: readonly object[],
  ) {
    this.#line = line
    this.#speakFor = speakFor
    this.#awaited = new Set(travellers)
  }

  join<Ask, Answer>(by: object, say: Say<Ask, Answer>, ask: Ask, when: When = 'now'): Promise<Answer> {
    const groups = when === 'now' ? this.#now : this.#last
    if (when === 'now' && groups.empty) process.nextTick(() => this.#flush())
    const answer = new Promise<unknown>((resolve, reject) =>
      groups.join(say as unknown as Group['say'], { by, ask, resolve, reject }),
    )
    if (when === 'last') this.arrive(by)
    return answer as Promise<Answer>
  }

  /** This one has come as far as what comes last, or has done all it had to do. */
  arrive(by: object): void {
    this.#awaited.delete(by)
    // Behind whatever is said in this turn: what comes last comes after it.
    if (this.#awaited.size === 0 && !this.#last.empty) process.nextTick(() => this.#sayLast())
  }

  /** This one goes no further: what it still wanted to say is not said. */
  leave(by: object): void {
    for (const groups of [this.#now, this.#last]) groups.dismiss((one) => one === by)
    this.arrive(by)
  }

  /** Nobody goes any further. */
  end(): void {
    for (const groups of [this.#now, this.#last]) groups.dismiss(() => true)
  }

  /** All are done: what they said and do not wait for is said. */
  sayRest(): void {
    this.#flush()
    this.#sayAll(this.#last.take())
  }

  #flush(): void {
    this.#sayAll(this.#now.take())
  }

  #sayLast(): void {
    if (this.#last.empty) return
    const groups = this.#last.take()
    // Whoever is answered goes on, and is waited for again.
    for (const { asked } of groups) for (const { by } of asked) this.#awaited.add(by)
    this.#flush()
    this.#sayAll(groups)
  }

  #sayAll(groups: readonly Group[]): void {
    for (const { say, asked } of groups)
      this.#speakFor(
        asked.map(({ by }) => by),
        () => this.#say(say, asked),
      )
  }

  #say(say: Group['say'], asked: readonly Asked[]): void {
    const asks = asked.map(({ ask }) => ask)
    say(this.#line, asks).then(
      (answers) => asked.forEach(({ resolve }, index) => resolve(answers[index])),
      (error: unknown) => asked.forEach(({ reject }) => reject(error)),
    )
  }
}
