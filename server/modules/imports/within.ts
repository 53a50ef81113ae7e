import type { Ctx } from '#platform/ctx'

/** Orders and customers of other systems come through this channel. */
export const CHANNEL = 'import'

/**
 * The same caller, acting for the import: what it writes came through the import's channel, and who may
 * import customers may write down the consents that came with them.
 */
export const withinImport = (ctx: Ctx): Ctx => ({
  ...ctx,
  channel: CHANNEL,
  actor: { ...ctx.actor, permissions: new Set([...ctx.actor.permissions, 'consent.edit']) },
})
