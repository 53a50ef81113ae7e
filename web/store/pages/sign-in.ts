import { HiloError } from '#sdk'
import type { Client } from '#sdk'
import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Shown } from '../ask.ts'
import { page } from '../layout.ts'
import { errorList, field, isWhole, typed } from '../parts/field.ts'
import { icon } from '../parts/icon.ts'
import { paths, wayBack } from '../paths.ts'
import { savedSlugs, takeAlong } from '../saved.ts'
import { hidden } from './cart-line.ts'
import { personOf } from './checkout-state.ts'
import { showSignedIn } from './signed-in.ts'

const WORDS = {
  title: { es: 'Entrar', en: 'Sign in' },
  lead: { es: 'Sin contraseña: te enviamos un código.', en: 'No password: we send you a code.' },
  contact: { es: 'Correo o teléfono', en: 'E-mail or telephone' },
  send: { es: 'Enviarme el código', en: 'Send me the code' },
  passkey: { es: 'Entrar con una llave de acceso', en: 'Sign in with a passkey' },
  passkey_failed: {
    es: 'No hemos podido entrar con esa llave. Pide un código.',
    en: 'That passkey did not work. Ask for a code.',
  },
  or: { es: 'o', en: 'or' },
  check: { es: 'Revisa esto', en: 'Check this' },
  bad_contact: {
    es: 'Eso no es un correo ni un teléfono. Por ejemplo: ana@correo.es o 612 34 56 78.',
    en: 'That is no e-mail and no telephone. For example: ana@mail.com or +44 7700 900123.',
  },
  unreachable: {
    es: 'No podemos escribir a esa dirección. Usa otro correo o tu teléfono.',
    en: 'We cannot write to that address. Use another e-mail or your telephone.',
  },
  too_many: {
    es: 'Has pedido muchos códigos seguidos. Espera unos minutos.',
    en: 'You asked for many codes in a row. Wait a few minutes.',
  },
  keep: {
    es: 'Lo que tienes en la cesta se queda contigo.',
    en: 'What is in your basket stays with you.',
  },
  add_title: { es: 'Añade un correo o teléfono', en: 'Add an e-mail or telephone' },
  add_lead: {
    es: 'Te enviamos un código. Después también entras con él en esta cuenta.',
    en: 'We send you a code. Afterwards it opens this account, too.',
  },
  add_other: {
    es: '¿Es de otra persona? Sal antes: lo que se prueba aquí queda en una sola cuenta.',
    en: 'Is it somebody else’s? Sign out first: what is proved here becomes one account.',
  },
  code_title: { es: 'Escribe el código', en: 'Type the code' },
  code_text: {
    es: (to: string) => `Lo hemos enviado a ${to}. Vale 10 minutos.`,
    en: (to: string) => `We sent it to ${to}. It is good for 10 minutes.`,
  },
  code: { es: 'Código de 6 cifras', en: '6-digit code' },
  whole_code: { es: 'Escribe las 6 cifras del código.', en: 'Type all 6 digits of the code.' },
  enter: { es: 'Entrar', en: 'Sign in' },
  again: { es: 'Enviar otro código', en: 'Send another code' },
  bad_code: {
    es: (left: number) => `No es ese código. Te ${left === 1 ? 'queda 1 intento' : `quedan ${left} intentos`}.`,
    en: (left: number) => `That is not the code. You have ${left === 1 ? '1 try' : `${left} tries`} left.`,
  },
  expired: { es: 'Ese código ya no vale. Pide otro.', en: 'That code is no longer good. Ask for another.' },
  blocked: {
    es: 'Con ese contacto no se puede entrar. Usa otro.',
    en: 'That contact cannot be used to sign in. Use another.',
  },
} as const

/** Where it leads, and whether a contact is added to the account that is open. */
type Way = { back: string; add: boolean }

const wayOf = (ask: Ask, given: URLSearchParams): Way => ({
  back: wayBack(given.get('back'), paths(ask.language).account),
  add: given.has('add'),
})
const carried = ({ back, add }: Way): Html => hidden(add ? { back, add: '' } : { back })

/** Who is signed in already says first that they mean to prove more. */
async function unlessSignedIn(ask: Ask, { back, add }: Way, go: () => Promise<Shown>): Promise<Shown> {
  const person = add ? null : await personOf(ask)
  return person === null ? go() : showSignedIn(ask, person, back)
}

export function signInPage(ask: Ask): Promise<Shown> {
  const way = wayOf(ask, ask.url.searchParams)
  return unlessSignedIn(ask, way, () => showSignIn(ask, { ...way, contact: '' }))
}

function showSignIn(ask: Ask, given: Way & { contact: string; error?: string }, status = 200): Promise<Shown> {
  const w = speak(WORDS, ask.language)
  const to = paths(ask.language)
  const title = given.add ? w.add_title : w.title
  return page(ask, {
    title,
    status,
    private: true,
    body: html`<div class="narrow stack buy buy-leaf">
      <h1>${title}</h1><p class="lead">${given.add ? w.add_lead : w.lead}</p>
      <form class="card stack" method="post" action="${to.signIn()}" novalidate>
        ${errorList(w.check, { contact: given.error })}
        ${carried(given)}
        ${field({ name: 'contact', label: w.contact, value: given.contact, error: given.error, autocomplete: 'username webauthn', maxlength: CONTACT_LETTERS })}
        <button class="button whole">${w.send}</button>
        ${given.add ? null : passkeyWay(ask, given.back)}
      </form>
      <p class="soft">${given.add ? html`${icon('info-circle')} ${w.add_other}` : html`${icon('shopping-bag')} ${w.keep}`}</p>
    </div>`,
  })
}

function passkeyWay({ language }: Ask, back: string): Html {
  const w = speak(WORDS, language)
  return html`<p class="passkey-way" hidden data-passkey="${back}" data-failed="${w.passkey_failed}">
      <span class="soft">${w.or}</span>
      <button class="button second whole" type="button">${icon('key')} ${w.passkey}</button>
      <span class="wrong" role="status"></span>
    </p>`
}

const CONTACT_LETTERS = 320

/** Sends a code, known or not: the answer is the same for everybody. */
export function askCode(ask: Ask): Promise<Shown> {
  const way = wayOf(ask, ask.form)
  return unlessSignedIn(ask, way, () => sendCode(ask, way))
}

async function sendCode(ask: Ask, way: Way): Promise<Shown> {
  const w = speak(WORDS, ask.language)
  const value = typed(ask.form, 'contact')
  const kind = value.includes('@') ? 'email' : 'phone'
  const again = (error: string, status = 422): Promise<Shown> =>
    showSignIn(ask, { ...way, contact: value, error }, status)
  if (value === '' || value.length > CONTACT_LETTERS) return again(w.bad_contact)
  try {
    const client = await ask.begin(ask.language)
    const { challenge_id } = await client.askOneTimeCode({ kind, value, locale: ask.language })
    // Shown at once and not by another address: an e-mail or telephone in one stays in histories and logs.
    return await showCode(ask, { ...way, challenge: challenge_id, to: value })
  } catch (error) {
    if (error instanceof HiloError && error.code === 'bad_contact')
      return again(isWhole(value) ? w.unreachable : w.bad_contact)
    if (error instanceof HiloError && error.code === 'too_many_attempts') return again(w.too_many, 429)
    throw error
  }
}

type Asked = Way & { challenge: string; to: string; error?: string }

const askedBy = (ask: Ask): Asked => ({
  challenge: typed(ask.form, 'challenge'),
  to: typed(ask.form, 'to'),
  ...wayOf(ask, ask.form),
})

/** The form for the code, opened as a page, has no code to ask for. */
export const codeAgain = async ({ language }: Ask): Promise<Shown> => ({ redirect: paths(language).signIn() })

function showCode(ask: Ask, { challenge, to, error, ...way }: Asked, status = 200): Promise<Shown> {
  const w = speak(WORDS, ask.language)
  const at = paths(ask.language)
  return page(ask, {
    title: w.code_title,
    status,
    private: true,
    body: html`<div class="narrow stack buy buy-leaf">
      <h1>${w.code_title}</h1><p class="lead">${w.code_text(to)}</p>
      <form class="card stack" method="post" action="${at.signInCode}" novalidate>
        ${errorList(w.check, { code: error })} ${hidden({ challenge, to })}${carried(way)}
        <div class="code-field">${field({ name: 'code', label: w.code, error, autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 9 })}</div>
        <button class="button whole">${w.enter}</button>
      </form>
      <form method="post" action="${at.signIn()}">${hidden({ contact: to })}${carried(way)}<button class="text-button">${w.again}</button></form>
    </div>`,
  })
}

/** The contact is proved: the visit so far and the person it belongs to are one, and so are their carts. */
export function answerCode(ask: Ask): Promise<Shown> {
  const asked = askedBy(ask)
  return unlessSignedIn(ask, asked, () => enter(ask, asked))
}

async function enter(ask: Ask, asked: Asked): Promise<Shown> {
  const w = speak(WORDS, ask.language)
  const code = typed(ask.form, 'code').replaceAll(/\D/g, '')
  const again = (error: string, status: number): Promise<Shown> => showCode(ask, { ...asked, error }, status)
  if (code.length !== 6) return again(w.whole_code, 422)
  const had = await unitsIn(ask.client, ask.known)
  const saved = savedSlugs(ask)
  try {
    const client = ask.known ? ask.client : await ask.begin(ask.language)
    ask.keep(await client.signInByCode({ challenge_id: asked.challenge, code }))
  } catch (error) {
    if (!(error instanceof HiloError)) throw error
    if (error.code === 'bad_code') return again(w.bad_code(Number(error.problem['attempts_left'] ?? 0)), 422)
    if (error.code === 'code_expired' || error.code === 'not_found') return again(w.expired, 410)
    if (error.code === 'contact_blocked') return again(w.blocked, 422)
    throw error
  }
  const client = await ask.begin(ask.language)
  return {
    redirect: (await joined(client, had)) ? `${paths(ask.language).cart}?said=together` : asked.back,
    choices: { saved: await takeAlong(client, ask.mark(), saved) },
  }
}

const unitsIn = async (client: Client, known: boolean): Promise<number> =>
  known ? ((await client.myCarts()).items[0]?.units ?? 0) : 0

const LOOKS = 10
const PAUSE_MS = 80

/** Two carts become one just after their owners did; waited for a little, so that one cart is what is shown next. */
async function joined(client: Client, had: number): Promise<boolean> {
  if (had === 0) return false
  let several = false
  for (let look = 0; look < LOOKS; look += 1) {
    const { items } = await client.myCarts()
    if (items.length < 2) return several || (items[0]?.units ?? 0) > had
    several = true
    await new Promise((done) => setTimeout(done, PAUSE_MS))
  }
  return several
}
