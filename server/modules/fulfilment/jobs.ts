import { defineJob } from '#platform/jobs'
import { dueToExpire, expire, remindDue } from './hold.ts'

/** Each pick-up expires in a transaction of its own: one that fails does not hold the others up. */
export const expireJob = defineJob('fulfilment.expire', async ({ read, write, log }) => {
  for (const fulfilment_id of await read(dueToExpire)) {
    try {
      await write((ctx) => expire(ctx, { fulfilment_id }))
    } catch (error) {
      log.error({ err: error, fulfilment_id }, 'a pick-up could not expire; tried again next minute')
    }
  }
})

export const remindJob = defineJob('fulfilment.remind', async ({ write }) => {
  await write(remindDue)
})
