/** A till listens at once: `ref={focused}` puts the cursor where the next thing is typed or scanned. */
export const focused = (element: HTMLElement | null): void => element?.focus()
