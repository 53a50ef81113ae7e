/** Long enough that a word is typed through, short enough that nobody waits. */
const PAUSE_MS = 120
const LETTERS_MIN = 2

/**
 * Suggestions below the search field while somebody types: a combobox as the ARIA practices describe it. Down and up
 * move through them, Enter goes there, Escape closes; without a choice Enter searches as it would without script.
 */
export function suggestWhileTyping(): void {
  const field = document.querySelector<HTMLInputElement>('[data-suggest] input[type="search"]')
  const form = field?.form
  if (!field || !form) return
  const list = addList(form, field)
  let waiting = 0
  let asking: AbortController | null = null

  const ask = async (): Promise<void> => {
    asking?.abort()
    asking = new AbortController()
    const text = field.value.trim()
    if (text.length < LETTERS_MIN) return close(field, list)
    const address = `${form.dataset['suggest']}?q=${encodeURIComponent(text)}`
    const answer = await fetch(address, { signal: asking.signal }).catch(() => null)
    if (!answer?.ok || document.activeElement !== field) return
    const shown = new DOMParser().parseFromString(await answer.text(), 'text/html').body.children
    list.replaceChildren(...shown)
    if (list.childElementCount === 0) close(field, list)
    else open(field, list)
  }

  field.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = window.setTimeout(() => void ask(), PAUSE_MS)
  })
  field.addEventListener('keydown', (event) => onKey(event, field, list))
  field.addEventListener('blur', () => close(field, list))
  // A press must not take the focus away before the click has arrived.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
}

function addList(form: HTMLFormElement, field: HTMLInputElement): HTMLElement {
  const list = document.createElement('div')
  list.className = 'suggestions'
  list.id = 'suggestions'
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', field.labels?.[0]?.textContent ?? '')
  list.dataset['stays'] = ''
  form.append(list)
  for (const [name, value] of [
    ['role', 'combobox'],
    ['aria-autocomplete', 'list'],
    ['aria-controls', list.id],
    ['aria-expanded', 'false'],
  ] as const)
    field.setAttribute(name, value)
  return list
}

function open(field: HTMLInputElement, list: HTMLElement): void {
  list.hidden = false
  field.setAttribute('aria-expanded', 'true')
  field.removeAttribute('aria-activedescendant')
}

function close(field: HTMLInputElement, list: HTMLElement): void {
  list.hidden = true
  field.setAttribute('aria-expanded', 'false')
  field.removeAttribute('aria-activedescendant')
}

function onKey(event: KeyboardEvent, field: HTMLInputElement, list: HTMLElement): void {
  if (list.hidden) return
  const options = [...list.querySelectorAll<HTMLAnchorElement>('[role="option"]')]
  const at = options.findIndex((option) => option.getAttribute('aria-selected') === 'true')
  if (event.key === 'Escape') {
    event.preventDefault()
    close(field, list)
  } else if (event.key === 'Enter' && at >= 0) {
    event.preventDefault()
    options[at]?.click()
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault()
    const step = event.key === 'ArrowDown' ? 1 : -1
    const next = at < 0 && step < 0 ? options.length - 1 : (at + step + options.length) % options.length
    options.forEach((option, place) => option.setAttribute('aria-selected', String(place === next)))
    const chosen = options[next]
    if (!chosen) return
    field.setAttribute('aria-activedescendant', chosen.id)
    chosen.scrollIntoView({ block: 'nearest' })
  }
}
