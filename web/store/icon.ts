import { Html } from '#shared/html.ts'

/** Drawn after Tabler: a 24-unit grid, lines 1.75 wide. Decoration only: words stand beside them. */
const DRAWN = {
  minus: '<path d="M5 12h14"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  warning:
    '<path d="M12 9v4M12 16.5v.01M10.4 4.2 2.9 17a1.8 1.8 0 0 0 1.6 2.8h15a1.8 1.8 0 0 0 1.6-2.8L13.6 4.2a1.9 1.9 0 0 0-3.2 0z"/>',
  check: '<path d="m5 12 5 5L20 7"/>',
  store:
    '<path d="M3 21h18M5 21V11M19 21V11M3 7l2-4h14l2 4v1a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0V7M9 21v-4a2 2 0 0 1 2-2h2a2 2 0 0 1 2 2v4"/>',
  parcel: '<path d="m12 3 8 4.5v9L12 21l-8-4.5v-9zM12 12l8-4.5M12 12v9M12 12 4 7.5M16 5.2 8 9.8"/>',
  card: '<path d="M3 8a3 3 0 0 1 3-3h12a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3zM3 10h18M7 15h.01M11 15h2"/>',
  clock: '<path d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 3"/>',
  person: '<path d="M8 7a4 4 0 1 0 8 0 4 4 0 0 0-8 0M6 21v-2a4 4 0 0 1 4-4h4a4 4 0 0 1 4 4v2"/>',
  key: '<path d="m16.6 3.8 3.6 3.6a2.7 2.7 0 0 1 0 3.8l-2.6 2.6a2.7 2.7 0 0 1-3.8 0L7.2 20.4a2 2 0 0 1-1.2.6H4a1 1 0 0 1-1-1v-1.7a2 2 0 0 1 .6-1.4L4 16.5h2v-2h2v-2l2.1-2.1a2.7 2.7 0 0 1 0-3.8l2.6-2.7a2.7 2.7 0 0 1 3.9-.1zM15 9h.01"/>',
  phone: '<path d="M6 5a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2zM11 4h2M12 17v.01"/>',
  lock: '<path d="M5 13a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2zM8 11V7a4 4 0 0 1 8 0v4"/>',
} as const

export type IconName = keyof typeof DRAWN

export const icon = (name: IconName): Html =>
  new Html(
    `<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${DRAWN[name]}</svg>`,
  )
