import type { FastifyReply, FastifyRequest } from 'fastify'

export const OPERATIONS = ['create', 'query', 'capture', 'void', 'refund'] as const
export type FaultyOperation = (typeof OPERATIONS)[number]
/**
 * - late: does it, answers after `delay_ms`;
 * - never: does nothing and never answers;
 * - error: does nothing, answers 500;
 * - drop: does it, then cuts the line without an answer;
 * - refuse: does nothing, answers 422 with `code`;
 * - distort: does it, answers with `fields` in place of what is true.
 */
export const MODES = ['late', 'never', 'error', 'drop', 'refuse', 'distort'] as const
export type Fault = {
  operation: FaultyOperation
  mode: (typeof MODES)[number]
  delay_ms: number
  times: number
  code: string
  fields: Record<string, unknown>
}

/** Misconduct ordered by tests: each fault spoils the next `times` calls of its operation. */
export function openFaults() {
  let faults: Fault[] = []

  function take(operation: FaultyOperation): Fault | undefined {
    const fault = faults.find((candidate) => candidate.operation === operation && candidate.times > 0)
    if (fault) fault.times -= 1
    return fault
  }

  return {
    order: (fault: Fault) => faults.push(fault),
    clear: () => {
      faults = []
    },
    /** Wraps a handler so that it misbehaves as ordered. */
    spoil:
      (operation: FaultyOperation, handle: (request: FastifyRequest, reply: FastifyReply) => unknown) =>
      async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
        const fault = take(operation)
        if (fault?.mode === 'error') return reply.code(500).send({ code: 'internal_error' })
        if (fault?.mode === 'never') return reply.hijack()
        if (fault?.mode === 'refuse') return reply.code(422).send({ code: fault.code })
        const answer = handle(request, reply)
        if (fault?.mode === 'distort') return distorted(answer, fault.fields)
        if (fault?.mode === 'late') await new Promise((done) => setTimeout(done, fault.delay_ms))
        if (fault?.mode === 'drop') {
          reply.hijack()
          request.raw.destroy()
          return reply
        }
        return answer
      },
  }
}

/** What was asked for by reference comes as a list. */
function distorted(answer: unknown, fields: Record<string, unknown>): unknown {
  const { items } = answer as { items?: object[] }
  return items ? { items: items.map((item) => ({ ...item, ...fields })) } : { ...(answer as object), ...fields }
}

export type Faults = ReturnType<typeof openFaults>
