/** Longer than the field takes to come, on a slow machine. */
const AHEAD_MS = 3_000

/**
 * Whoever types on does not wait for the field: what they type before it has the focus is handed to `add`, and is neither
 * a shortcut nor text of the field they left. `isThere` tells the field's own keys.
 */
export function catchAhead(add: (text: string) => void, isThere: (target: EventTarget | null) => boolean): void {
  const over = new AbortController()
  const hear = (event: KeyboardEvent): void => {
    const { key, target, ctrlKey, metaKey, altKey } = event
    if (key === 'Escape' || isThere(target)) return over.abort()
    if (key.length > 1 || ctrlKey || metaKey || altKey) return
    event.preventDefault()
    event.stopImmediatePropagation()
    add(key)
  }
  window.addEventListener('keydown', hear, { capture: true, signal: over.signal })
  setTimeout(() => over.abort(), AHEAD_MS)
}
