import type { FastifyInstance, FastifyReply } from 'fastify'
import helmet from 'helmet'
import type { HelmetOptions } from 'helmet'
import { isSecure } from './site.ts'

const YEAR_SECONDS = 31_536_000

/** For what is no page: nothing in it loads, runs or is framed, even when somebody opens it as one. */
const CLOSED = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  sandbox: [],
}

/** For our pages: our own files, no text in the page is run as script or style. */
const PAGE = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** What no page of ours needs is switched off, also for whatever might get into one. */
const POWERS: readonly Power[] = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]
export type Power =
  | 'accelerometer'
  | 'camera'
  | 'display-capture'
  | 'geolocation'
  | 'gyroscope'
  | 'microphone'
  | 'midi'
  | 'payment'
  | 'serial'
  | 'usb'
const allowing = (allowed: readonly Power[]): string =>
  POWERS.map((power) => `${power}=(${allowed.includes(power) ? 'self' : ''})`).join(', ')
const PERMISSIONS_POLICY = allowing([])

/** What every answer tells browsers; pages then open as much as they need (`openPage`). */
export function guardAnswers(server: FastifyInstance): void {
  const page = { ...saidBy(guardOptions()), 'permissions-policy': PERMISSIONS_POLICY }
  const answer = { ...without(page, FOR_PAGES), 'cache-control': 'no-store' }
  server.addHook('onRequest', ({ routeOptions, url }, reply, done) => {
    // The route that was found, not the address as it was spelt: "/%61pi/me" is the API, too.
    const path = routeOptions.url ?? url
    // Prices, stock and people: what the API says is true for this caller and this moment only.
    void reply.headers(path.startsWith('/api/') && !path.startsWith('/api/docs') ? answer : page)
    done()
  })
}

/** What only a page with frames, links, scripts and plug-ins needs: an answer of the API is none of that. */
const FOR_PAGES: readonly string[] = [
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
]

const without = (headers: Record<string, string>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)))

/** The library says the same to everybody: it is asked once. */
function saidBy(options: HelmetOptions): Record<string, string> {
  const headers: Record<string, string> = {}
  const answer = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: () => {},
  }
  helmet(options)({} as never, answer as never, (error) => {
    if (error) throw error
  })
  return headers
}

function guardOptions(): HelmetOptions {
  return {
    contentSecurityPolicy: { useDefaults: false, directives: CLOSED },
    strictTransportSecurity: isSecure() ? { maxAge: YEAR_SECONDS, includeSubDomains: true } : false,
    // Not 'no-referrer': with it browsers send `Origin: null` with our own forms, which is how a forged one looks.
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  }
}

export type PageNeeds = {
  /** Sources of a directive beyond our own files. */
  sources?: Partial<Record<'script-src' | 'style-src' | 'img-src' | 'media-src', readonly string[]>>
  /** What this page asks of the device: a scanner the camera, a store finder the place. */
  powers?: readonly Power[]
}

/** A page of ours: it may load our own files, and what it needs beyond them. */
export function openPage(reply: FastifyReply, { sources = {}, powers = [] }: PageNeeds = {}): void {
  const policy = Object.entries(sources).reduce(
    (text, [directive, more]) =>
      text.includes(`${directive} 'self'`)
        ? text.replace(`${directive} 'self'`, [directive, "'self'", ...more].join(' '))
        : `${text}; ${[directive, "'self'", ...more].join(' ')}`,
    PAGE,
  )
  void reply.header('content-security-policy', policy)
  if (powers.length > 0) void reply.header('permissions-policy', allowing(powers))
}

/** For what fails before any hook has run: an address or a request that cannot be read. */
export const spareHeaders = (): Record<string, string> => ({
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': PERMISSIONS_POLICY,
  'cache-control': 'no-store',
  ...(isSecure() ? { 'strict-transport-security': `max-age=${YEAR_SECONDS}; includeSubDomains` } : {}),
})
