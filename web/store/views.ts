import { randomUUID } from 'node:crypto'
import type { Input } from '#sdk'
import type { Ask } from './ask.ts'

type Step = Input<'trackSteps'>['steps'][number]

/**
 * What somebody with a thread looks at belongs to their thread. Nobody waits for it, and a page is shown also when it
 * cannot be noted.
 */
export function noteView({ known, client }: Ask, type: Step['type'], data: Step['data']): void {
  if (!known) return
  client.trackSteps({ steps: [{ id: randomUUID(), type, ...(data ? { data } : {}) }] }).catch(() => undefined)
}
