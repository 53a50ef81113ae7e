/** Says something in a small note that goes by itself; screen readers read it out. */
export function note(text: string): void {
  const notes = document.getElementById('notes')
  if (!notes) return
  const line = document.createElement('p')
  line.className = 'note'
  line.textContent = text
  notes.replaceChildren(line)
}

/** What could not be sent, or was not answered, is said; nothing is sent again by itself. */
export const noteUnsent = (): void => note(document.getElementById('away')?.dataset['unsent'] ?? '')

/** A note that was read is gone; it would be said again with the next page otherwise. */
export function keepNotes(): void {
  document.addEventListener('animationend', ({ target }) => {
    if (target instanceof HTMLElement && target.classList.contains('note')) target.remove()
  })
}
