import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import type { FastifyInstance } from 'fastify'

type Compile = ReturnType<ReturnType<typeof SerializerSelector>>

/**
 * Replies of one shape are written by one function, whichever routes give them: the framework would compile one for each
 * route and another for its HEAD, twice as many as there are shapes.
 */
export function replyAlike(server: FastifyInstance): void {
  const compile: Compile = SerializerSelector()()
  const known = new Map<string, ReturnType<Compile>>()
  server.setSerializerCompiler((route) => {
    const shape = JSON.stringify(route.schema)
    const serialize = known.get(shape) ?? compile({ httpStatus: '', ...route })
    known.set(shape, serialize)
    return serialize
  })
}
