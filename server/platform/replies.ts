import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import type { FastifyInstance } from 'fastify'

type Compile = ReturnType<ReturnType<typeof SerializerSelector>>
type Write = ReturnType<Compile>

/** Replies are written by functions that are made when they are first asked for, as requests are judged (input.ts). */
export function replyAlike(server: FastifyInstance): void {
  const writerOf = openWriters()
  server.setSerializerCompiler((route) => {
    let write: Write | null = null
    return (reply) => (write ??= writerOf(route))(reply)
  })
}

/**
 * Replies of one shape are written by one function, whichever routes give them: the framework would compile one for each
 * route and another for its HEAD, twice as many as there are shapes.
 */
export function openWriters(): (route: Pick<Parameters<Compile>[0], 'schema'>) => Write {
  const compile: Compile = SerializerSelector()()
  const known = new Map<string, Write>()
  return (route) => {
    const shape = JSON.stringify(route.schema)
    const write = known.get(shape) ?? compile({ method: '', url: '', httpStatus: '', ...route })
    known.set(shape, write)
    return write
  }
}
