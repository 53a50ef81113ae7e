import { createVisitor } from '#customers'
import type { Steps } from '#platform/route'
import { openSession } from './sessions.ts'
import type { Opened } from './sessions.ts'

export type StartVisit = { language?: 'es' | 'en' }

/** A visitor nobody knows yet gets a thread and a session: whatever happens from here on can be told. */
export const startVisit = (steps: Steps, { language }: StartVisit): Promise<Opened & { customer_id: string }> =>
  steps.write(async (ctx) => {
    const { id } = await createVisitor(ctx, { channel: ctx.channel, ...(language === undefined ? {} : { language }) })
    return {
      ...(await openSession(ctx, { customer_id: id, verified: false, user_agent: steps.user_agent })),
      customer_id: id,
    }
  })
