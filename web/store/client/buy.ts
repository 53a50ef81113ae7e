import { follow } from './follow.ts'
import { visit } from './morph.ts'
import { hearPasskeys, offerPasskeys } from './passkeys.ts'

/** What script adds to cart, checkout, orders and account; each part begins where its element is on the page. */
export function startBuying(): void {
  follow()
  sendOnce()
  refreshOnCountry()
  chooseOther()
  hearPasskeys()
  hearNearest()
  addParts()
  document.addEventListener('shop:morphed', addParts)
  goOnWithStep()
}

function addParts(): void {
  offerPasskeys()
  offerNearest()
  document.querySelector<HTMLElement>('[data-focus]')?.focus()
  showTab()
}

/** On a phone the parts of the account are a row that moves: the one that is open is brought into sight. */
function showTab(): void {
  const open = document.querySelector<HTMLElement>('.account-nav [aria-current]')
  const row = open?.closest('ul')
  if (open && row) row.scrollLeft = open.offsetLeft - row.offsetLeft - (row.clientWidth - open.offsetWidth) / 2
}

/** The next step of the checkout begins at its heading, for who reads with the keyboard or the ears. */
function goOnWithStep(): void {
  const open = (): HTMLElement | null => document.querySelector<HTMLElement>('[aria-current="step"] h2')
  let before = open()?.id
  document.addEventListener('shop:morphed', () => {
    const heading = open()
    if (heading && heading.id !== before) heading.focus()
    before = heading?.id
  })
}

/** A form that pays is sent once: the second press finds the button asleep. Coming back wakes it. */
function sendOnce(): void {
  document.addEventListener('submit', ({ target }) => {
    if (!(target instanceof HTMLFormElement) || target.dataset['once'] === undefined) return
    const button = target.querySelector('button')
    button?.setAttribute('aria-disabled', 'true')
    setTimeout(() => button?.setAttribute('disabled', ''))
  })
  // A page kept by the browser while one was paying tells an old story.
  window.addEventListener('pageshow', (event: PageTransitionEvent) => {
    if (event.persisted) location.reload()
  })
}

/** Another country has other fields: the form is asked for anew, with what was typed. */
function refreshOnCountry(): void {
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement) || target.dataset['refresh'] === undefined || !target.form) return
    const fields = new URLSearchParams()
    for (const [name, value] of new FormData(target.form)) if (typeof value === 'string') fields.append(name, value)
    fields.set('refresh', 'yes')
    void visit(target.form.action, { body: fields, keep_history: true })
  })
}

/** Typing a new address chooses it. */
function chooseOther(): void {
  document.addEventListener('input', ({ target }) => {
    const other = target instanceof Element ? target.closest('.delivery-other') : null
    const choice = other?.closest('fieldset')?.querySelector<HTMLInputElement>('[data-other]')
    if (choice) choice.checked = true
  })
}

/** The nearest shops first, where the browser may say where it is. */
function offerNearest(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-near]')
  if (button && 'geolocation' in navigator) button.hidden = false
}

function hearNearest(): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLButtonElement>('[data-near]') : null
    if (!button) return
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const place = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`
        const back = `${location.pathname.replace(/\/delivery$/, '')}?step=delivery`
        void visit(button.dataset['near'] ?? '', { body: new URLSearchParams({ place, back }) })
      },
      () => button.replaceChildren(button.dataset['denied'] ?? ''),
    )
  })
}
