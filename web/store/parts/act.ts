import { HiloError } from '#sdk'
import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'

/**
 * A form that adds something says which act it is: sent twice (a press too many, an answer that was lost) it is done
 * once. The script gives each press an act of its own (client/morph.ts).
 */
export const actField = (): Html => html`<input type="hidden" name="act" value="${crypto.randomUUID()}">`

const ACT = /^[\w-]{16,64}$/

type Options = { idempotency_key: string } | undefined

/** Does it once for each act of the form; `what` tells its several calls apart. */
export async function once<Done>(
  form: URLSearchParams,
  what: string,
  work: (options: Options) => Promise<Done>,
): Promise<Done> {
  const act = form.get('act') ?? ''
  if (!ACT.test(act)) return work(undefined)
  try {
    return await work({ idempotency_key: `${what}-${act}` })
  } catch (error) {
    // A page one went back to, filled in otherwise: that is another act.
    if (error instanceof HiloError && error.code === 'idempotency_key_reused') return work(undefined)
    throw error
  }
}
