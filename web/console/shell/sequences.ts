import { useEffect } from 'react'

const TOGETHER_MS = 1_200

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Two keys, one after the other: `useSequences({ 'g c': () => …, '?': () => … })`. Not while somebody types. */
export function useSequences(doers: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    let first = ''
    let since = 0
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (document.querySelector('[aria-modal="true"]')) return
      const pair = event.timeStamp - since < TOGETHER_MS ? `${first} ${event.key}` : event.key
      const doer = doers[pair] ?? doers[event.key]
      first = event.key
      since = event.timeStamp
      if (!doer) return
      event.preventDefault()
      first = ''
      doer()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [doers])
}
