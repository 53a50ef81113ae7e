import { defineJob } from '#platform/jobs'
import { freeDueHolds } from './free-due-holds.ts'
import { forgetOverduePlans } from './kept-plan.ts'

/** Batches a minute's sweep may take; what is left waits for the next one. */
const BATCHES = 20

/**
 * Housekeeping only: due holds count as free at the second they end, in every read and for every take.
 * Each batch is its own short transaction.
 */
export const sweepHolds = defineJob('stock.sweep_holds', async ({ write, log }) => {
  let freed = 0
  for (let batch = 0; batch < BATCHES; batch++) {
    const levels = await write((ctx) => freeDueHolds(ctx))
    if (levels.length === 0) break
    freed += levels.reduce((sum, level) => sum + level.quantity, 0)
  }
  await write(forgetOverduePlans)
  if (freed > 0) log.info({ units: freed }, 'due holds freed')
})
