import { isOriginOfOurs } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { ownOrigins } from '#platform/site'

/**
 * After paying customers are sent back to pages of the retailer alone: this server's, or those a channel says are its
 * own. Else whoever can begin a payment could send people from a trusted page to any other (OWASP, open redirects).
 * Answers the address as browsers read it, so that nobody after us reads another one. Refused: bad_return_url.
 */
export async function homeAddress(ctx: Ctx, return_url: string | undefined): Promise<string | null> {
  if (return_url === undefined) return null
  const url = URL.parse(return_url)
  const isWeb = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  if (isWeb && (ownOrigins().includes(url.origin) || (await isOriginOfOurs(ctx, url.origin)))) return url.href
  throw refused('bad_return_url', {
    detail:
      'The address to return to must be a page of the retailer: of this server, or an origin of one of its channels.',
  })
}
