import type { Ctx } from './ctx.ts'

/** What a gathered statement is said on. Whose it is stands in what is asked, since it is several people's. */
export type Line = Pick<Ctx, 'sql' | 'changes'>

/** Says one statement for all who ask, at once; answers each, in their order. */
export type Say<Ask, Answer> = (line: Line, asks: readonly Ask[]) => Promise<readonly Answer[]>

/** Asks together with those who travel in the same convoy. */
export type Gather = <Ask, Answer>(say: Say<Ask, Answer>, ask: Ask) => Promise<Answer>

/**
 * A statement that those who travel in one convoy (convoy.ts) say together: rows of all of them in one `insert` cost
 * little more than the row of one. Who travels alone says it alone, at once. What it needs of its context (actor, clock,
 * channel) comes with the ask.
 */
export const gathered =
  <Ask, Answer = void>(say: Say<Ask, Answer>) =>
  async (ctx: Ctx, ask: Ask): Promise<Answer> =>
    ctx.gather === null ? ((await say(ctx, [ask]))[0] as Answer) : ctx.gather(say, ask)

/** Where nothing is answered but that it was done. */
export const done = (asks: readonly unknown[]): undefined[] => asks.map(() => undefined)

/** So many say one statement together at most. */
const MOST = 64

type Asked = { by: object; ask: unknown; resolve: (answer: unknown) => void; reject: (error: unknown) => void }
/** Its asks are all of `say`'s own kind: `join` sees to that, where the compiler cannot. */
type Group = { say: Say<unknown, unknown>; asked: Asked[] }

/**
 * What is said in one turn of the event loop, statement by statement: who says what somebody said before joins them there,
 * as long as nothing they said themselves before comes later. So what each of them says keeps its order.
 */
export class Gathering {
  readonly #line: Line
  /** Told for whom is said what is sent while it is called. */
  readonly #speakFor: (travellers: readonly object[], send: () => void) => void
  #groups: Group[] = []
  /** By traveller: the last group it has spoken in. */
  #last = new Map<object, number>()

  constructor(line: Line, speakFor: (travellers: readonly object[], send: () => void) => void) {
    this.#line = line
    this.#speakFor = speakFor
  }

  join<Ask, Answer>(by: object, say: Say<Ask, Answer>, ask: Ask): Promise<Answer> {
    if (this.#groups.length === 0) process.nextTick(() => this.flush())
    const from = this.#last.get(by) ?? 0
    let at = this.#groups.findIndex((group, index) => index >= from && group.say === say && group.asked.length < MOST)
    if (at < 0) at = this.#groups.push({ say: say as unknown as Group['say'], asked: [] }) - 1
    this.#last.set(by, at)
    return new Promise<unknown>((resolve, reject) => {
      this.#groups[at]?.asked.push({ by, ask, resolve, reject })
    }) as Promise<Answer>
  }

  flush(): void {
    const groups = this.#groups
    this.#groups = []
    this.#last = new Map()
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
