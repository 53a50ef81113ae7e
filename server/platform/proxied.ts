import type { FastifyInstance } from 'fastify'
import type { Logger } from './log.ts'
import { isPublic } from './outward.ts'

/**
 * Says once that requests come through a proxy nobody told us of: all customers are one address then, with the limits of
 * one. Such a proxy stands near; from the internet anybody may write that header, which is why it is not believed by itself.
 */
export function noticeProxy(server: FastifyInstance, log: Logger): void {
  let told = false
  server.addHook('onRequest', ({ headers, socket: { remoteAddress } }, _reply, done) => {
    if (!told && headers['x-forwarded-for'] !== undefined && remoteAddress !== undefined && !isPublic(remoteAddress)) {
      told = true
      log.warn({ proxy: remoteAddress }, 'requests come through a proxy: with TRUST_PROXY=1 customers count one by one')
    }
    done()
  })
}
