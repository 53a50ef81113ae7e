import { inTurn } from './ctx.ts'
import type { Ctx } from './ctx.ts'

/**
 * What a shopper of the live feed hears of, by a module that knows it. Kinds of facts are named one by one or by their
 * subject: `cart.merged`, `cart`.
 */
export type Hears = {
  /** Whom they speak for, or things of others that are shared with them. */
  ids: (ctx: Ctx) => Promise<string[]>
  /** Kinds of facts after which these may be others. */
  changedBy: readonly string[]
  /** Kinds of facts that are told of a thing that is shared; of others about it nothing is. */
  shared?: readonly string[]
}

/** The same of all modules together. */
export type Audience = {
  idsOf: (ctx: Ctx) => Promise<ReadonlySet<string>>
  mayChange: (type: string) => boolean
  isShared: (type: string) => boolean
}

export function audienceOf(hearing: readonly Hears[]): Audience {
  const changedBy = hearing.flatMap((one) => one.changedBy)
  const shared = hearing.flatMap((one) => one.shared ?? [])
  return {
    idsOf: async (ctx) => new Set((await inTurn(...hearing.map(({ ids }) => ids(ctx)))).flat()),
    mayChange: (type) => isOf(type, changedBy),
    isShared: (type) => isOf(type, shared),
  }
}

export const isOf = (type: string, kinds: readonly string[]): boolean =>
  kinds.some((kind) => type === kind || type.startsWith(`${kind}.`))
