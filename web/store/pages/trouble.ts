import { HiloError } from '#sdk'
import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Shown } from '../ask.ts'
import { page } from '../layout.ts'

const WORDS = {
  missing: { es: 'No encontramos esta página', en: 'We cannot find this page' },
  failed: { es: 'Algo no ha ido bien', en: 'Something went wrong' },
} as const

/** What is shown instead of a page that could not be: said plainly, with the status it has. */
export function troublePage(ask: Ask, error: unknown): Shown {
  if (!(error instanceof HiloError)) throw error
  const w = speak(WORDS, ask.language)
  const title = error.status === 404 ? w.missing : w.failed
  return page(ask, { title, status: error.status, body: html`<main><h1>${title}</h1></main>` })
}
