/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope
// Written in by the build.
/* oxlint-disable no-underscore-dangle */
declare const __FILES__: readonly string[]
declare const __VERSION__: string

/**
 * Keeps the pages somebody visited last and their pictures, for when there is no network. Pages of one person (cart,
 * checkout, account) say `no-store` and are never kept.
 */
const FILES = `files-${__VERSION__}`
const PAGES = 'pages'
const PICTURES = 'pictures'
const FONTS = ['inter', 'fraunces'].map((name) => `/assets/fonts/${name}-latin-wght-normal.woff2`)
const OFFLINE = ['/es/offline', '/en/offline']
const PAGES_MAX = 40
const LEAVING = /^\/(es|en)\/(sign-out|account\/data\/erase)$/
const PICTURES_MAX = 300

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      await (await caches.open(FILES)).addAll([...__FILES__, ...FONTS, ...OFFLINE])
      await self.skipWaiting()
    })(),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const old = (await caches.keys()).filter((name) => name.startsWith('files-') && name !== FILES)
      await Promise.all(old.map((name) => caches.delete(name)))
      await self.clients.claim()
    })(),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  // Who leaves takes the pages along that were kept while they were here.
  if (request.method === 'POST' && LEAVING.test(url.pathname)) return event.waitUntil(caches.delete(PAGES))
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/media/')) return event.respondWith(keptFirst(request, PICTURES, PICTURES_MAX))
  if (url.pathname.startsWith('/assets/')) return event.respondWith(keptFirst(request, FILES))
  if (isPage(request, url)) event.respondWith(newestFirst(request, url))
})

const isPage = (request: Request, { pathname }: URL): boolean =>
  /^\/($|(es|en)(\/|$))/.test(pathname) &&
  !pathname.endsWith('/suggestions') &&
  (request.mode === 'navigate' || (request.headers.get('accept') ?? '').startsWith('text/html'))

/** What has its hash in its name never changes. */
async function keptFirst(request: Request, name: string, most?: number): Promise<Response> {
  const known = await caches.match(request)
  if (known) return known
  const answer = await fetch(request)
  if (answer.ok) await keep(name, request, answer, most)
  return answer
}

async function newestFirst(request: Request, { pathname }: URL): Promise<Response> {
  try {
    const answer = await fetch(request)
    if (isForAll(answer)) await keep(PAGES, new Request(answer.url), answer, PAGES_MAX)
    return answer
  } catch {
    const pages = await caches.open(PAGES)
    const language = pathname.startsWith('/en') ? 'en' : 'es'
    // The bare address leads to the home page of a language: to the one that was visited.
    const kept =
      pathname === '/' ? ((await pages.match('/es')) ?? (await pages.match('/en'))) : await pages.match(request.url)
    return kept ?? (await caches.match(`/${language}/offline`)) ?? Response.error()
  }
}

const isForAll = ({ status, headers, type }: Response): boolean =>
  status === 200 && type === 'basic' && !(headers.get('cache-control') ?? '').includes('no-store')

/** Puts the newest at the end and lets the oldest go. */
async function keep(name: string, request: Request, answer: Response, most = Infinity): Promise<void> {
  const cache = await caches.open(name)
  const copy = answer.clone()
  await cache.delete(request)
  await cache.put(request, copy)
  const all = await cache.keys()
  await Promise.all(all.slice(0, Math.max(0, all.length - most)).map((old) => cache.delete(old)))
}
