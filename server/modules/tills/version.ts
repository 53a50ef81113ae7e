import type { Ctx } from '#platform/ctx'
import { decodeCursor, encodeCursor, foreignCursor } from '#platform/page'
import { endOfLog } from '#platform/since'
import type { Place } from '#platform/since'
import { ledgerMark } from '#stock'

/**
 * What a till knows, as a moment: a place in the log for what was changed, one in the ledger for what moved (goods move
 * without a word in the log), and the time for price lists that begin and end by themselves.
 */
export type Known = { log: Place; ledger: number; at: Date }

export async function knownNow(ctx: Ctx): Promise<Known> {
  const ledger = await ledgerMark(ctx)
  return { log: await endOfLog(ctx), ledger, at: ctx.now }
}

export const versionNow = async (ctx: Ctx): Promise<string> => versionOf(await knownNow(ctx))

export const versionOf = ({ log, ledger, at }: Known): string => encodeCursor([log.xid, log.position, ledger, at])

const XID = /^[0-9]{1,20}$/
const XID_MAX = 2n ** 64n - 1n
const POSITION_MAX = 2 ** 31 - 1

/** Refuses bad_cursor (400). */
export function knownBy(version: string): Known {
  const [xid, position, ledger, at] = decodeCursor(version, ['text', 'whole', 'whole', 'moment'])
  const isPlace = XID.test(String(xid)) && BigInt(String(xid)) <= XID_MAX
  if (!isPlace || Math.abs(Number(position)) > POSITION_MAX) throw foreignCursor()
  return {
    log: { xid: String(xid), position: Number(position) },
    ledger: Number(ledger),
    at: new Date(String(at)),
  }
}
