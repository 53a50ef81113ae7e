import { note } from './notes.ts'

const WAIT_MS = 10_000
/** A hundred metres are near enough for a shop, and tell less. */
const DIGITS = 3

/** Where the reader is, only when they press the button for it; it is kept in their browser alone. */
export function askPlace(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    const field =
      form.dataset['place'] === undefined ? null : form.querySelector<HTMLInputElement>('input[name="place"]')
    if (!field || field.value !== '') return
    event.preventDefault()
    event.stopImmediatePropagation()
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field.value = `${coords.latitude.toFixed(DIGITS)},${coords.longitude.toFixed(DIGITS)}`
        form.requestSubmit()
      },
      () => note(form.dataset['no'] ?? ''),
      { timeout: WAIT_MS, maximumAge: 60_000 },
    )
  })
}
