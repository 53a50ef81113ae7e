/// <reference lib="webworker" />

// The till itself, kept by the browser: it opens without a network. Written into it by the build: what to keep.
// oxlint-disable-next-line eslint/no-underscore-dangle -- the build's own name
declare const __FILES__: readonly string[]
// oxlint-disable-next-line eslint/no-underscore-dangle -- the build's own name
declare const __VERSION__: string

const worker = globalThis as unknown as ServiceWorkerGlobalScope
const SHELL = `till-${__VERSION__}`
const PICTURES = 'till-pictures'
const PICTURES_MAX = 1_000
const PAGE = '/pos'
/** Beside the app's own files: the letters it is written in. */
const MORE = [PAGE, '/pos/manifest.webmanifest', '/assets/ui/fonts.css']

worker.addEventListener('install', (event) => {
  event.waitUntil(keepShell())
})

async function keepShell(): Promise<void> {
  const shell = await caches.open(SHELL)
  const wanted = [...MORE, ...__FILES__.filter((file) => file.startsWith('/pos/'))]
  // One that is missing does not keep the others from being there.
  await Promise.all(wanted.map((file) => shell.add(new Request(file, { cache: 'no-cache' })).catch(() => undefined)))
  await worker.skipWaiting()
}

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      // The version before stays: a window that still runs it loads the rest of its files from there.
      .then((names) => names.filter((name) => name.startsWith('till-') && name !== PICTURES && name !== SHELL))
      .then((old) => old.slice(0, -1))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  )
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== worker.location.origin || url.pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (request.destination === 'image') event.respondWith(picture(request))
  else if (url.pathname.startsWith('/pos/assets/') || url.pathname.startsWith('/assets/ui/'))
    event.respondWith(file(request))
})

/** The newest page where there is a network, soon; else the one that is kept. */
async function page(request: Request): Promise<Response> {
  const kept = await (await caches.open(SHELL)).match(PAGE)
  try {
    const answer = await fetch(request, kept ? { signal: AbortSignal.timeout(3_000) } : {})
    if (answer.ok || !kept) return answer
    return kept
  } catch (error) {
    if (kept) return kept
    throw error
  }
}

/** Files carry their hash in their name: kept once, right for ever. */
async function file(request: Request): Promise<Response> {
  const shell = await caches.open(SHELL)
  const kept = (await shell.match(request)) ?? (await caches.match(request))
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await shell.put(request, answer.clone())
  return answer
}

/** Pictures as they were seen, the oldest make room. */
async function picture(request: Request): Promise<Response> {
  const pictures = await caches.open(PICTURES)
  const kept = await pictures.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  // A disk that is full takes nothing from what is seen.
  if (answer.ok) void keepPicture(pictures, request, answer.clone()).catch(() => undefined)
  return answer
}

async function keepPicture(pictures: Cache, request: Request, answer: Response): Promise<void> {
  await pictures.put(request, answer)
  const all = await pictures.keys()
  await Promise.all(all.slice(0, Math.max(0, all.length - PICTURES_MAX)).map((old) => pictures.delete(old)))
}
