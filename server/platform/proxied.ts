import { BlockList, isIPv6 } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Logger } from './log.ts'

/** Where a proxy of one's own stands (RFC 1122, 1918, 4193, 4291). */
const NEAR = new BlockList()
NEAR.addSubnet('127.0.0.0', 8)
NEAR.addSubnet('10.0.0.0', 8)
NEAR.addSubnet('172.16.0.0', 12)
NEAR.addSubnet('192.168.0.0', 16)
NEAR.addAddress('::1', 'ipv6')
NEAR.addSubnet('fc00::', 7, 'ipv6')

/**
 * Says once that requests come through a proxy nobody told us of: all customers are one address then, with the limits of
 * one. It is not believed by itself, since anybody can write that header.
 */
export function noticeProxy(server: FastifyInstance, log: Logger): void {
  let told = false
  server.addHook('onRequest', ({ headers, socket: { remoteAddress = '' } }, _reply, done) => {
    if (!told && headers['x-forwarded-for'] !== undefined) {
      told = NEAR.check(remoteAddress, isIPv6(remoteAddress) ? 'ipv6' : 'ipv4')
      if (told)
        log.warn(
          { proxy: remoteAddress },
          'requests come through a proxy: with TRUST_PROXY=1 customers count one by one',
        )
    }
    done()
  })
}
