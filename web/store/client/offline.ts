/** The worker keeps pages for when there is no network; a calm bar says when they are shown. */
export function keepForOffline(): void {
  if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  const say = (): void => {
    const bar = document.getElementById('away')
    if (!bar) return
    bar.hidden = navigator.onLine
    bar.textContent = navigator.onLine ? '' : (bar.dataset['words'] ?? '')
  }
  addEventListener('online', say)
  addEventListener('offline', say)
  document.addEventListener('shop:morphed', say)
  say()
  void listKept()
}

const KEPT_SHOWN = 12

/** On the page that stands for those which are not kept: the ones that are. */
async function listKept(): Promise<void> {
  const list = document.querySelector<HTMLElement>('[data-kept]')
  if (!list) return
  const again = document.querySelector<HTMLAnchorElement>('[data-again]')
  if (again) again.href = location.href
  const kept = await caches.open('pages')
  const requests = (await kept.keys()).toReversed().slice(0, KEPT_SHOWN)
  const links = await Promise.all(
    requests.map(async (request) => {
      const page = await kept.match(request)
      const title = /<title>([^<]*)<\/title>/.exec((await page?.text()) ?? '')?.[1] ?? request.url
      const link = document.createElement('a')
      link.href = request.url
      link.textContent = new DOMParser().parseFromString(title, 'text/html').body.textContent ?? title
      const item = document.createElement('li')
      item.append(link)
      return item
    }),
  )
  if (links.length > 0) list.replaceChildren(...links)
  else list.textContent = list.dataset['kept'] ?? ''
}
