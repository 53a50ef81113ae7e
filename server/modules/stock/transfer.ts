import type { Ctx } from '#platform/ctx'
import { notFound, refused } from '#platform/errors'
import { locationById } from '#organisation'
import { announceRanOut } from './announce.ts'
import { transferReceived, transferSent } from './events.ts'
import type { GoodsMove } from './move-goods.ts'
import { moveGoods } from './move-goods.ts'
import { unitsOf } from './rules.ts'
import { settleReceipt } from './transfer-rules.ts'

export type SendTransfer = {
  id: string
  from_id: string
  to_id: string
  reason?: string
  lines: readonly { variant_id: string; quantity: number }[]
}

/**
 * First step: goods leave one place and are on their way to another. What is promised to carts and
 * orders stays (`not_enough`). The same transfer is sent once.
 */
export async function sendTransfer(
  ctx: Ctx,
  { id, from_id, to_id, reason, lines }: SendTransfer,
): Promise<{ transfer_id: string }> {
  if (from_id === to_id) throw refused('same_place', { detail: 'A transfer needs two places.' })
  const [from, to] = [await locationById(ctx, from_id), await locationById(ctx, to_id)]
  const units = unitsOf(lines)
  const made = await ctx.sql<{ id: string }>`
    insert into stock_transfer (id, from_id, to_id, status, reason, created_by, sent_at)
    values (${id}, ${from_id}, ${to_id}, 'sent', ${reason ?? null}, ${ctx.actor.id}::uuid, ${ctx.now})
    on conflict (id) do nothing returning id`
  if (made.length === 0) return { transfer_id: id }
  const cause = { cause_kind: 'transfer', cause_id: id, reason: reason ?? null } as const
  const levels = await moveGoods(
    ctx,
    [...units].flatMap(([variant_id, quantity]): GoodsMove[] => [
      { ...cause, kind: 'transferred_out', variant_id, location_id: from_id, on_hand: -quantity },
      { ...cause, kind: 'transferred_in', variant_id, location_id: to_id, incoming: quantity },
    ]),
    'unpromised',
  )
  await ctx.sql`
    insert into stock_transfer_line (transfer_id, variant_id, sent)
    select ${id}, * from unnest(${[...units.keys()]}::uuid[], ${[...units.values()]}::int[])`
  const sum = [...units.values()].reduce((a, b) => a + b, 0)
  ctx.emit(
    transferSent,
    { transfer_id: id, location_id: from_id, location: from.code, to: to.code, lines: units.size, units: sum },
    { store_id: from.store_id, subject_kind: 'transfer', subject_id: id },
  )
  announceRanOut(ctx, levels)
  return { transfer_id: id }
}

export type ReceiveTransfer = {
  transfer_id: string
  /** Made by the caller: a transfer may arrive in several receipts, each of them once. */
  receipt_id: string
  lines: readonly { variant_id: string; received: number }[]
  /** Nothing more will come: what did not arrive is missing. */
  close: boolean
}
export type TransferStatus = { transfer_id: string; status: 'sent' | 'received' | 'received_short'; missing: number }

type Line = { variant_id: string; sent: number; received: number; missing: number }

/** Second step: goods arrive, in part or all; closing it books what never came. Refuses `more_than_sent`. */
export async function receiveTransfer(ctx: Ctx, input: ReceiveTransfer): Promise<TransferStatus> {
  const { transfer_id, receipt_id } = input
  const [transfer] = await ctx.sql<{ to_id: string; status: TransferStatus['status'] }>`
    select to_id, status from stock_transfer where id = ${transfer_id} for no key update`
  if (!transfer) throw notFound('transfer', transfer_id)
  const lines = await ctx.sql<Line>`
    select variant_id, sent, received, missing from stock_transfer_line where transfer_id = ${transfer_id} order by variant_id`
  const [repeat] = await ctx.sql<{ seq: number }>`
    select seq from stock_movement where cause_id = ${receipt_id} and cause_kind = 'transfer_receipt' limit 1`
  if (repeat)
    return { transfer_id, status: transfer.status, missing: lines.reduce((sum, line) => sum + line.missing, 0) }
  if (transfer.status !== 'sent') throw refused('transfer_closed', { detail: 'This transfer has already arrived.' })

  const receipt = settleReceipt(lines, input)
  await moveGoods(
    ctx,
    receipt.lines.map(({ variant_id, received, missing }) => ({
      kind: 'transferred_in',
      variant_id,
      location_id: transfer.to_id,
      on_hand: received,
      incoming: -(received + missing),
      cause_kind: 'transfer_receipt',
      cause_id: receipt_id,
      reason: missing > 0 ? `${missing} missing` : null,
    })),
    'facts',
  )
  await ctx.sql`
    with arrived as (
      update stock_transfer_line l set received = l.received + a.received, missing = l.missing + a.missing
        from unnest(${receipt.lines.map((l) => l.variant_id)}::uuid[], ${receipt.lines.map((l) => l.received)}::int[],
                    ${receipt.lines.map((l) => l.missing)}::int[]) as a(variant_id, received, missing)
       where l.transfer_id = ${transfer_id} and l.variant_id = a.variant_id
    )
    update stock_transfer set status = ${receipt.status}, received_at = case when ${receipt.status} = 'sent' then null else ${ctx.now}::timestamptz end
     where id = ${transfer_id}`
  await announceArrival(ctx, { transfer_id, location_id: transfer.to_id, receipt })
  return { transfer_id, status: receipt.status, missing: receipt.missing }
}

async function announceArrival(
  ctx: Ctx,
  {
    transfer_id,
    location_id,
    receipt,
  }: { transfer_id: string; location_id: string; receipt: ReturnType<typeof settleReceipt> },
): Promise<void> {
  const place = await locationById(ctx, location_id)
  const units = receipt.lines.reduce((sum, line) => sum + line.received, 0)
  const { missing, status } = receipt
  ctx.emit(
    transferReceived,
    { transfer_id, location_id, location: place.code, lines: receipt.lines.length, units, missing, status },
    { store_id: place.store_id, subject_kind: 'transfer', subject_id: transfer_id },
  )
}
