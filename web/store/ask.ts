import type { Client } from '#sdk'
import type { Html } from '#shared/html.ts'
import type { Language } from '#shared/words.ts'

export type Session = { token: string; expires_at: string | Date }

/** What a page is given. */
export type Ask = {
  readonly url: URL
  readonly params: Readonly<Record<string, string>>
  /** The fields of a form that was sent; empty for GET. */
  readonly form: URLSearchParams
  readonly language: Language
  /** The API, as whoever asks. */
  readonly client: Client
  /** Whether the browser has a session: only then there can be a cart. */
  readonly known: boolean
  /** Begins a visit where there is none, so that what is done next has a thread. */
  readonly begin: (language: Language) => Promise<Client>
  /** Keeps a session the API opened (a code was answered, a passkey was shown). */
  readonly keep: (opened: Session) => void
  readonly end: () => void
  readonly files: { readonly script: string | null; readonly style: string | null }
  readonly public_url: string
}

/** What a page answers: a text, or where to go on. */
export type Shown =
  | { body: string | Buffer; status?: number; type?: string; headers?: Record<string, string> }
  | { redirect: string; status?: 301 | 302 | 303 }

export type Page = (ask: Ask) => Promise<Shown>

/** A part of a page. */
export type Part = Html
