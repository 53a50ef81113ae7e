import { channelName } from '#shared/channels.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import { visit } from './morph.ts'

const WORDS = {
  team: { es: 'Nuestro equipo ha cambiado tu cesta.', en: 'Our team changed your basket.' },
  by: {
    es: (where: string) => `Nuestro equipo ha cambiado tu cesta (${where}).`,
    en: (where: string) => `Our team changed your basket (${where}).`,
  },
  elsewhere: { es: 'Has cambiado tu cesta en otro dispositivo.', en: 'You changed your basket on another device.' },
} as const

/** Facts that change what a page shows. */
const CONCERNS: Readonly<Record<string, RegExp>> = {
  cart: /^(cart|order\.placed|customer\.merged)/,
  order: /^(order|fulfilment|payment|checkout)/,
}
/** Facts of one change come together: they are shown together. */
const TOGETHER_MS = 250
const AGAIN_MS = 30_000

type Told = { type: string; channel: string }

/**
 * A page marked `data-follow` hears what happens with it and is shown anew, whoever did it. Only the page in sight
 * listens: browsers allow few connections, and who comes back to a page is shown it as it is now.
 */
export function follow(): void {
  let stream: EventSource | null = null
  let heard: Told | null = null
  let timer = 0

  const element = (page: Document = document): HTMLElement | null => page.querySelector<HTMLElement>('[data-follow]')
  const version = (page?: Document): string => element(page)?.dataset['version'] ?? ''

  /** What this page did itself is heard too, and is shown already: the same version is left alone. */
  async function showAnew(): Promise<void> {
    const before = version()
    const told = heard
    heard = null
    await visit(location.href, {
      keep_history: true,
      quiet: true,
      only_if: (next) => before === '' || version(next) !== before,
    })
    if (version() !== before) sayWho(told)
  }

  const hear = ({ data }: MessageEvent<string>): void => {
    const told = JSON.parse(data) as Told
    if (!CONCERNS[element()?.dataset['follow'] ?? '']?.test(told.type)) return
    heard = told
    clearTimeout(timer)
    timer = window.setTimeout(() => void whenIdle(showAnew), TOGETHER_MS)
  }

  /** Whose session ended elsewhere is told: the refusal took the cookie, the next page would only be empty. */
  async function whenRefused(): Promise<void> {
    if (!(await isOver())) return void window.setTimeout(begin, AGAIN_MS)
    const here = new URL(location.href)
    here.searchParams.set('ended', '')
    whenIdle(() => visit(here.href, { quiet: true }))
  }

  function begin(): void {
    const wanted = element() !== null && document.visibilityState === 'visible'
    if (!wanted) stream?.close()
    if (!wanted) return void (stream = null)
    if (stream !== null && stream.readyState !== EventSource.CLOSED) return
    stream = new EventSource(`/api/feed`)
    // Refused (the session changed in another tab, or is over) it does not come again by itself.
    stream.addEventListener('error', () => {
      if (stream?.readyState === EventSource.CLOSED) void whenRefused()
    })
    // Facts come under their own names; those a page may care for are few.
    for (const type of TYPES) stream.addEventListener(type, hear as (event: Event) => void)
  }

  document.addEventListener('visibilitychange', () => {
    const was_away = stream === null
    begin()
    if (was_away && stream !== null) void whenIdle(showAnew)
  })
  document.addEventListener('shop:morphed', begin)
  begin()
}

async function isOver(): Promise<boolean> {
  const answer = await fetch('/api/me', { headers: { accept: 'application/json' } }).catch(() => null)
  if (answer === null || !answer.ok) return answer?.status === 401
  return ((await answer.json()) as { kind: string }).kind === 'public'
}

const TYPES = [
  ...[
    'line_added',
    'line_changed',
    'line_removed',
    'delivery_chosen',
    'contact_given',
    'customer_set',
    'taken_up',
    'merged',
    'parted',
    'expired',
  ].map((what) => `cart.${what}`),
  ...['placed', 'lines_canceled', 'canceled', 'completed', 'contact_changed', 'delivery_changed'].map(
    (what) => `order.${what}`,
  ),
  ...[
    'assigned',
    'accepted',
    'rejected',
    'rerouted',
    'picking_started',
    'ready',
    'reminded',
    'extended',
    'handed_over',
    'shipped',
    'delivered',
    'expired',
    'canceled',
    'exception',
  ].map((what) => `fulfilment.${what}`),
  ...['authorised', 'captured', 'refunded', 'voided', 'declined'].map((what) => `payment.${what}`),
  'customer.merged',
]

/** What the reader is sending is shown first; and nobody is interrupted while typing. */
function whenIdle(act: () => Promise<void>): void {
  const { activeElement } = document
  const typing =
    activeElement instanceof HTMLTextAreaElement ||
    (activeElement instanceof HTMLInputElement && activeElement.value !== activeElement.defaultValue)
  if (document.documentElement.classList.contains('busy') || typing) window.setTimeout(() => whenIdle(act), 500)
  else void act()
}

/** Who changed the cart, where it was not this page. */
function sayWho(told: Told | null): void {
  const place = document.getElementById('cart-other')
  if (place === null || told === null) return
  const language = document.documentElement.lang as Language
  const w = speak(WORDS, language)
  const { channel } = told
  if (channel === 'web' || channel === 'mobile') place.textContent = w.elsewhere
  else place.textContent = channel === 'desk' ? w.team : w.by(channelName(channel, language))
}
