import { note, noteUnsent } from './notes.ts'

/** The worker keeps pages for when there is no network; a calm bar says when they are shown. */
export function keepForOffline(): void {
  if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  const say = (): void => {
    const bar = document.getElementById('away')
    if (!bar) return
    bar.hidden = navigator.onLine
    bar.textContent = navigator.onLine ? '' : (bar.dataset['words'] ?? '')
  }
  addEventListener('online', () => {
    say()
    // The page that stands for one that was not kept makes way for it.
    if (document.querySelector('[data-kept]')) return location.reload()
    note(document.getElementById('away')?.dataset['back'] ?? '')
  })
  addEventListener('offline', say)
  document.addEventListener('shop:morphed', say)
  say()
  keepForms()
  void listKept()
}

/** A form that cannot be sent stays as it is, with what was typed; the browser's own page would lose it. */
function keepForms(): void {
  document.addEventListener(
    'submit',
    (event) => {
      const form = event.target as HTMLFormElement
      if (navigator.onLine || form.getAttribute('method')?.toLowerCase() !== 'post') return
      event.preventDefault()
      event.stopImmediatePropagation()
      noteUnsent()
    },
    { capture: true },
  )
}

const KEPT_SHOWN = 12
/** What is of one person is never kept. */
const OWN = /^\/(es|en)\/(cart|checkout|orders|account|sign-in|c)(\/|$)/

/** On the page that stands for those which are not kept: the ones that are. */
async function listKept(): Promise<void> {
  const list = document.querySelector<HTMLElement>('[data-kept]')
  if (!list) return
  const again = document.querySelector<HTMLAnchorElement>('[data-again]')
  if (again) again.href = location.href
  const why = document.querySelector<HTMLElement>('[data-own]')
  if (why && OWN.test(location.pathname)) why.textContent = why.dataset['own'] ?? ''
  const kept = await caches.open('pages')
  const requests = (await kept.keys()).toReversed().slice(0, KEPT_SHOWN)
  const titled = new Map<string, string>()
  for (const request of requests) {
    const page = new DOMParser().parseFromString((await (await kept.match(request))?.text()) ?? '', 'text/html')
    if (!titled.has(page.title)) titled.set(page.title, request.url)
  }
  const items = [...titled].map(([title, address]) => {
    const item = document.createElement('li')
    const link = document.createElement('a')
    link.href = address
    link.textContent = title
    item.append(link)
    return item
  })
  if (items.length > 0) list.replaceChildren(...items)
  else list.textContent = list.dataset['kept'] ?? ''
}
