import { isMine } from '#customers'
import type { Ctx } from '#platform/ctx'
import { notFound, refused } from '#platform/errors'
import { qrOf } from '#platform/qr'
import { fulfilmentById } from './fulfilment.ts'
import { openedCode } from './handover-code.ts'

export type HandoverQr = {
  fulfilment_id: string
  number: string
  code: string
  svg: string
  store_name: string | null
  hold_until: Date | null
}

/** What the customer shows at the counter, as a picture and as text. Only for whom it is for. */
export async function handoverQr(ctx: Ctx, { fulfilment_id }: { fulfilment_id: string }): Promise<HandoverQr> {
  const { id, number, customer_id, status, store_name, hold_until } = await fulfilmentById(ctx, fulfilment_id)
  if (!(await isMine(ctx, customer_id))) throw notFound('fulfilment', fulfilment_id)
  const [row] = await ctx.sql<{
    handover_code: string | null
  }>`select handover_code from fulfilment where id = ${fulfilment_id}`
  if (status !== 'ready' || !row?.handover_code)
    throw refused('not_ready', { detail: 'There is no code while the order is not ready.', current_status: status })
  const code = openedCode(row.handover_code)
  return { fulfilment_id: id, number, code, svg: await qrOf(code), store_name, hold_until }
}
