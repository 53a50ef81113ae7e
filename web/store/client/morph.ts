import { Idiomorph } from 'idiomorph'
import { noteUnsent } from './notes.ts'

/**
 * Links marked `data-morph` and forms marked `data-live` are fetched, and the page that comes is morphed into the one
 * that is there: what did not change stays, with its focus and place. The address is kept true. A form marked
 * `data-live="change"` is sent as soon as something in it changes. Where looking fails the browser goes there itself; what
 * was to be done is never sent again by itself, for it may have been done: it is said. After each morph the document hears `shop:morphed`.
 */
export function morphLinksAndForms(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-morph]') : null
    if (!link || event.defaultPrevented || event.button !== 0 || isForNewTab(event)) return
    event.preventDefault()
    void visit(link.href, { to_top: link.dataset['morph'] === 'top' })
  })
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (form.dataset['live'] === undefined || event.defaultPrevented) return
    event.preventDefault()
    void send(form, event.submitter)
  })
  document.addEventListener('change', ({ target }) => {
    const form = target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.form : null
    if (form?.dataset['live'] === 'change') form.requestSubmit()
  })
  addEventListener('popstate', () => void visit(location.href, { keep_history: true }))
}

const isForNewTab = ({ metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean =>
  metaKey || ctrlKey || shiftKey || altKey

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form, submitter)) if (typeof value === 'string') fields.append(name, value)
  const button = submitter instanceof HTMLButtonElement ? submitter : null
  const address = button?.getAttribute('formaction') ?? form.getAttribute('action') ?? location.href
  const url = new URL(address, location.href)
  // A field of the form may be called `method` and would stand in its place.
  if (form.getAttribute('method')?.toLowerCase() === 'post')
    return visit(url.href, { body: fields, otherwise: beginNextAct(form) })
  for (const [name, value] of Array.from(fields)) if (value === '') fields.delete(name, value)
  url.search = String(fields)
  return visit(url.href)
}

/**
 * Each press is an act of its own: the form gets the name of the next one as soon as this one is on its way. What is
 * answered gives back the name of an act whose answer was lost, so that pressing again is the same act.
 */
function beginNextAct(form: HTMLFormElement): () => void {
  const field = form.querySelector<HTMLInputElement>('input[name="act"]')
  const act = field?.value ?? ''
  if (field) field.value = newAct()
  return () => {
    if (field) field.value = act
    noteUnsent()
  }
}

/** A random UUID (RFC 9562, version 4); `randomUUID` is there over TLS alone. */
function newAct(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

type Visit = {
  body?: URLSearchParams
  to_top?: boolean
  keep_history?: boolean
  /** Nobody asked for it: nothing shows that it is under way. */
  quiet?: boolean
  /** Looks at what came before it is shown; false leaves the page as it is. */
  only_if?: (next: Document) => boolean
  otherwise?: () => void
}

/** Only the answer to what was asked last is shown. */
let asking: AbortController | null = null

/** Fetches an address, by POST where there is a body, and morphs the page into what comes. */
export async function visit(address: string, given: Visit = {}): Promise<void> {
  const { body, to_top, keep_history, quiet, only_if, otherwise } = given
  asking?.abort()
  const mine = (asking = new AbortController())
  const meanwhile = hearTyping(mine.signal)
  if (!quiet) document.documentElement.classList.add('busy')
  try {
    const answer = await fetch(address, {
      headers: { accept: 'text/html' },
      signal: mine.signal,
      ...(body ? { method: 'POST', body } : {}),
    })
    const leads_out = new URL(answer.url).origin !== location.origin
    if (leads_out || !(answer.headers.get('content-type') ?? '').startsWith('text/html')) throw new Error('no page')
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (only_if?.(next) === false) return
    if (!keep_history) {
      if (answer.url === location.href) history.replaceState(null, '')
      else history.pushState(null, '', answer.url)
    }
    show(next, to_top ?? false)
    typeAgain(meanwhile)
  } catch {
    if (!mine.signal.aborted) (otherwise ?? (body ? noteUnsent : () => location.assign(address)))()
  } finally {
    if (asking === mine) document.documentElement.classList.remove('busy')
    mine.abort()
  }
}

const TYPED = 'textarea, input:not([type="checkbox"], [type="radio"])'

/** What is typed while an answer is under way, by the field's id: the answer does not know it. */
function hearTyping(signal: AbortSignal): Map<string, string> {
  const typed = new Map<string, string>()
  const hear = ({ target }: Event): void => {
    if (isTyped(target) && target.id !== '') typed.set(target.id, target.value)
  }
  document.addEventListener('input', hear, { signal })
  return typed
}

function typeAgain(typed: ReadonlyMap<string, string>): void {
  for (const [id, value] of typed) {
    const field = document.getElementById(id)
    if (isTyped(field)) field.value = value
  }
}

const isTyped = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.matches(TYPED)

function show(next: Document, to_top: boolean): void {
  document.title = next.title
  for (const name of ['lang', 'data-theme']) {
    const value = next.documentElement.getAttribute(name)
    if (value === null) document.documentElement.removeAttribute(name)
    else document.documentElement.setAttribute(name, value)
  }
  Idiomorph.morph(document.body, next.body, {
    morphStyle: 'outerHTML',
    // What somebody is typing is theirs; of anything else the page that came is right.
    ignoreActiveValue: document.activeElement?.matches(TYPED) ?? false,
    callbacks: { beforeNodeRemoved: (node) => !(node instanceof Element && node.hasAttribute('data-stays')) },
  })
  if (to_top) scrollTo({ top: 0 })
  document.dispatchEvent(new CustomEvent('shop:morphed'))
}
