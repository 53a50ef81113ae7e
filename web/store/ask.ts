import type { Client } from '#sdk'
import type { Html } from '#shared/html.ts'
import type { Language } from '#shared/words.ts'
import type { House } from './house.ts'

export type Session = { token: string; expires_at: string | Date }

/** What the shop itself remembers in the browser; nothing of it says who somebody is. */
export const CHOICES = ['store', 'theme', 'place', 'saved'] as const
export type Choice = (typeof CHOICES)[number]
export type Choices = Readonly<Partial<Record<Choice, string>>>

/** What the browser remembers of a person, and forgets with their session. */
export const FORGOTTEN = { saved: null, place: null } as const satisfies Partial<Record<Choice, null>>

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
  /** The retailer, its departments and stores, and the reader's own store. */
  readonly house: Promise<House>
  /** Articles in the cart of who asks. */
  readonly units: Promise<number>
  /** What the reader chose before: store, theme, place, what they saved. A page changes it by answering `choices`. */
  readonly chosen: Choices
  /** Remembers for some seconds what is the same for every visitor; `key` must say all it depends on. */
  readonly share: <Value>(key: string, make: () => Promise<Value>) => Promise<Value>
  /** Begins a visit where there is none, so that what is done next has a thread. */
  readonly begin: (language: Language) => Promise<Client>
  /** Keeps a session the API opened (a code was answered, a passkey was shown). */
  readonly keep: (opened: Session) => void
  readonly end: () => void
  /** Stands for the session there is now, in what a browser remembers for it; null without one. */
  readonly mark: () => string | null
  readonly files: { readonly script: string | null; readonly style: string | null }
  readonly public_url: string
}

type Remember = { choices?: Partial<Record<Choice, string | null>> }

/** What a page answers: a text, or where to go on. */
export type Shown = Remember &
  (
    | { body: string | Buffer; status?: number; type?: string; headers?: Record<string, string> }
    | { redirect: string; status?: 301 | 302 | 303; headers?: Record<string, string> }
  )

export type Page = (ask: Ask) => Promise<Shown>

/** A part of a page. */
export type Part = Html
