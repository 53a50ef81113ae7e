import type { FastifyRequest } from 'fastify'
import { isSecure, ownOrigins } from '#platform/site'
import { isOwnSite } from './rules.ts'

/**
 * Whether a call that brings a cookie came from a page of ours. `channel_header`: our own header, where callers may show
 * by it that no foreign page wrote the call; forms cannot send one.
 */
export function comesFromOwnSite(request: FastifyRequest, channel_header?: string): boolean {
  const fetch_site = request.headers['sec-fetch-site'] as string | undefined
  const origins = [...ownOrigins(), `${isSecure() ? 'https' : request.protocol}://${request.host}`]
  const { origin } = request.headers
  return isOwnSite({ method: request.method, channel_header, origin, fetch_site, origins })
}
