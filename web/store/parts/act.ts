import { setTimeout as pause } from 'node:timers/promises'
import { HiloError } from '#sdk'
import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'

/**
 * A form that adds something says which act it is: sent twice (a press too many, an answer that was lost) it is done
 * once. The script gives each press an act of its own (client/morph.ts).
 */
export const actField = (): Html => html`<input type="hidden" name="act" value="${crypto.randomUUID()}">`

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** Which act it is; it can be the name of what it makes. */
export function actOf(form: URLSearchParams): string | null {
  const act = form.get('act') ?? ''
  return UUID.test(act) ? act : null
}

type Options = { idempotency_key: string } | undefined

const LOOKS = 10
const PAUSE_MS = 100

/** Does it once for each act of the form, and gives whoever repeats it the answer of the first; `what` tells calls apart. */
export async function once<Done>(
  form: URLSearchParams,
  what: string,
  work: (options: Options) => Promise<Done>,
): Promise<Done> {
  const act = actOf(form)
  if (act === null) return work(undefined)
  for (let look = 1; ; look += 1) {
    try {
      return await work({ idempotency_key: `${what}-${act}` })
    } catch (error) {
      const code = error instanceof HiloError ? error.code : ''
      // A page one went back to, filled in otherwise: that is another act.
      if (code === 'idempotency_key_reused') return work(undefined)
      if (code !== 'still_in_flight' || look === LOOKS) throw error
      await pause(PAUSE_MS)
    }
  }
}
