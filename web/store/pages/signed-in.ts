import { HiloError } from '#sdk'
import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import { FORGOTTEN } from '../ask.ts'
import type { Ask, Shown } from '../ask.ts'
import { page } from '../layout.ts'
import { paths, wayBack } from '../paths.ts'
import type { Person } from './account-frame.ts'
import { hidden } from './cart-line.ts'

const WORDS = {
  title: { es: 'Ya has entrado', en: 'You are signed in' },
  whose: {
    es: (who: string) => `Está abierta la cuenta de ${who} en este navegador.`,
    en: (who: string) => `The account of ${who} is open in this browser.`,
  },
  somebody: { es: 'alguien', en: 'somebody' },
  go_on: { es: 'Seguir con esta cuenta', en: 'Go on with this account' },
  other: { es: 'Salir y entrar con otra cuenta', en: 'Sign out and use another account' },
  add: { es: 'Añadir un correo o teléfono a esta cuenta', en: 'Add an e-mail or telephone to this account' },
} as const

/**
 * Who is signed in and comes to sign in is asked what they mean: contacts that are proved in one session are one
 * person's, and whoever borrows a browser must not become its owner by proving who they are.
 */
export function showSignedIn(ask: Ask, person: Person, back: string): Promise<Shown> {
  const w = speak(WORDS, ask.language)
  const to = paths(ask.language)
  const proved = person.identities.find(({ level }) => level === 'verified')
  return page(ask, {
    title: w.title,
    private: true,
    body: html`<div class="narrow stack buy buy-leaf">
      <h1>${w.title}</h1><p class="lead">${w.whose(person.given_name ?? proved?.shown ?? w.somebody)}</p>
      <div class="card stack">
        <a class="button whole" href="${back}">${w.go_on}</a>
        <form method="post" action="${to.signOut}">${hidden({ back })}<button class="button second whole">${w.other}</button></form>
        <p><a href="${to.addContact(back)}">${w.add}</a></p>
      </div>
    </div>`,
  })
}

/**
 * Whoever uses this browser next finds nothing of who did before: no session, no list, no place, no page kept by it. With a
 * way back they are to sign in for it.
 */
export async function signOut(ask: Ask): Promise<Shown> {
  if (ask.known)
    await ask.client.signOut().catch((error: unknown) => {
      if (!(error instanceof HiloError && error.code === 'bad_credential')) throw error
    })
  ask.end()
  const to = paths(ask.language)
  const back = ask.form.get('back')
  return {
    redirect: back === null ? to.home : to.signIn(wayBack(back, to.account)),
    choices: { ...FORGOTTEN, store: null },
    headers: { 'clear-site-data': '"cache"' },
  }
}
