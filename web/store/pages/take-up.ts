import { HiloError } from '#sdk'
import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Shown } from '../ask.ts'
import { errorList, field, typed } from '../parts/field.ts'
import { page } from '../layout.ts'
import { paths } from '../paths.ts'
import { hidden } from './cart-line.ts'

const WORDS = {
  title: { es: 'Sigue aquí con tu cesta', en: 'Go on with your basket here' },
  text: {
    es: 'Es la misma cesta en las dos pantallas: lo que cambies en una se ve en la otra.',
    en: 'It is the same basket on both screens: what you change on one shows on the other.',
  },
  code: { es: 'Código de la cesta', en: 'Code of the basket' },
  go_on: { es: 'Seguir con esta cesta', en: 'Go on with this basket' },
  unknown: {
    es: 'No hay ninguna cesta abierta con ese código. Míralo otra vez en la otra pantalla.',
    en: 'There is no open basket with that code. Look at it again on the other screen.',
  },
  too_many: {
    es: 'Demasiados intentos seguidos. Espera unos minutos.',
    en: 'Too many tries in a row. Wait a few minutes.',
  },
  wrong: { es: 'Revisa el código', en: 'Check the code' },
} as const

/** The code of another screen's QR leads here; the language is the reader's. */
export const takeUpAnywhere = async ({ language, params }: Ask): Promise<Shown> => ({
  redirect: paths(language).takeUp(params['code'] ?? ''),
  status: 302,
})

/** Asks first: an address alone must not move anybody's cart, for links are opened by many who look ahead. */
export async function takeUpPage(ask: Ask): Promise<Shown> {
  return show(ask, ask.params['code'] ?? ask.url.searchParams.get('code') ?? '', undefined, 200)
}

export async function takeUp(ask: Ask): Promise<Shown> {
  const code = typed(ask.form, 'code')
  const w = speak(WORDS, ask.language)
  const client = await ask.begin(ask.language)
  try {
    const cart = await client.takeUpCart({ code })
    // Two people who are both known: the taker has a basket of their own now, with the same goods.
    const same = cart.code === code.toUpperCase().replaceAll(/[\s-]/g, '')
    return { redirect: `${paths(ask.language).cart}?said=${same ? 'taken_up' : 'copied'}` }
  } catch (error) {
    if (!(error instanceof HiloError) || error.status >= 500) throw error
    return show(ask, code, error.code === 'too_many_attempts' ? w.too_many : w.unknown, error.status)
  }
}

function show(ask: Ask, code: string, error: string | undefined, status: number): Promise<Shown> {
  const w = speak(WORDS, ask.language)
  const known = code !== '' && error === undefined
  return page(ask, {
    title: w.title,
    status,
    private: true,
    body: html`<div class="narrow stack buy">
      <h1>${w.title}</h1>
      <p class="lead">${w.text}</p>
      ${errorList(w.wrong, { code: error })}
      <form class="stack" method="post" action="${paths(ask.language).takeUp('')}">
        ${
          known
            ? html`${hidden({ code })}<p class="code">${code}</p>`
            : field({ name: 'code', label: w.code, value: code, error, autocomplete: 'off', maxlength: 20 })
        }
        <button class="button">${w.go_on}</button>
      </form>
    </div>`,
  })
}
