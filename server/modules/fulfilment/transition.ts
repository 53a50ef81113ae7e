import type { Ctx, Fragment } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import { refused } from '#platform/errors'
import type { FulfilmentView } from './fulfilment.ts'
import { fulfilmentById } from './fulfilment.ts'
import type { Status, Verb } from './rules.ts'
import { TRANSITIONS, isFinal } from './rules.ts'

/**
 * Moves a fulfilment by the table in rules.ts, in one guarded update. In the wished state already:
 * `changed: false`, nothing is written. In any other: refused `wrong_state` with the state it is in.
 */
export async function transition(
  ctx: Ctx,
  verb: Verb,
  id: string,
  set: Fragment = fragment``,
): Promise<{ changed: boolean; fulfilment: FulfilmentView }> {
  const { from, to } = TRANSITIONS[verb]
  const rows = await ctx.sql<{ id: string }>`
    update fulfilment set status = ${to}, updated_at = ${ctx.now}, closed_at = ${isFinal(to) ? ctx.now : null}::timestamptz ${set}
     where id = ${id} and status = any(${from}::text[])
    returning id`
  const fulfilment = await fulfilmentById(ctx, id)
  if (rows.length === 1) return { changed: true, fulfilment }
  if (fulfilment.status === to) return { changed: false, fulfilment }
  throw wrongState(verb, from, fulfilment.status)
}

/** For `set`: its place has the day back. */
export const NO_DAY = fragment`, work_on = null`

export const wrongState = (act: string, from: readonly Status[], status: Status) =>
  refused('wrong_state', {
    detail: `This is ${inWords(status)} now; to ${inWords(act)} it must be ${from.map(inWords).join(' or ')}.`,
    current_status: status,
    wanted: from,
  })

const inWords = (code: string): string => code.replaceAll('_', ' ')
