import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'
import type { Reply } from '#sdk'
import { speak } from '#shared/words.ts'
import type { Ask, Shown } from '../ask.ts'
import { page } from '../layout.ts'
import { paths } from '../paths.ts'
import { personOf } from './checkout-state.ts'

export type Person = Reply<'getOwnCustomer'>
export type Part = 'orders' | 'profile' | 'addresses' | 'consents' | 'security' | 'data'

const WORDS = {
  title: { es: 'Tu cuenta', en: 'Your account' },
  hello: {
    es: (name: string) => (name ? `Hola, ${name}` : 'Tu cuenta'),
    en: (name: string) => (name ? `Hello, ${name}` : 'Your account'),
  },
  orders: { es: 'Pedidos y tarjeta', en: 'Orders and card' },
  profile: { es: 'Tus datos', en: 'Your details' },
  addresses: { es: 'Direcciones', en: 'Addresses' },
  consents: { es: 'Permisos', en: 'Permissions' },
  security: { es: 'Acceso', en: 'Signing in' },
  data: { es: 'Mis datos', en: 'My data' },
  sign_out: { es: 'Salir', en: 'Sign out' },
  saved: { es: 'Guardado.', en: 'Saved.' },
} as const

const PARTS: readonly Part[] = ['orders', 'profile', 'addresses', 'consents', 'security', 'data']

/** Pages of the account are for who proved who they are; others are asked first, and come back here. */
export async function asPerson(ask: Ask, show: (person: Person) => Promise<Shown>): Promise<Shown> {
  const person = await personOf(ask)
  return person === null ? { redirect: paths(ask.language).signIn(ask.url.pathname) } : show(person)
}

export type AccountPart = {
  part: Part
  person: Person
  title: string
  body: Html
  note?: string | null
  status?: number
}

/** The frame of the account: who one is, the parts, and the one that is open. */
export function accountPage(ask: Ask, { part, person, title, body, note, status = 200 }: AccountPart): Promise<Shown> {
  const w = speak(WORDS, ask.language)
  const to = paths(ask.language)
  const address = (one: Part): string => (one === 'orders' ? to.account : to.accountPart(one))
  return page(ask, {
    title: `${title} · ${w.title}`,
    status,
    private: true,
    note: note ?? (ask.url.searchParams.has('saved') ? w.saved : null),
    body: html`<div class="wide buy" id="account">
      <h1>${w.hello(person.given_name ?? '')}</h1>
      <div class="account">
        <nav class="account-nav" aria-label="${w.title}">
          <ul>${PARTS.map(
            (one) =>
              html`<li><a href="${address(one)}"${one === part ? html` aria-current="page"` : null} data-morph>${w[one]}</a></li>`,
          )}<li><form method="post" action="${to.signOut}"><button>${w.sign_out}</button></form></li></ul>
        </nav>
        <div class="account-part stack">${body}</div>
      </div>
    </div>`,
  })
}
