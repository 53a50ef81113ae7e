import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import { FORGOTTEN } from '../ask.ts'
import type { Ask, Shown } from '../ask.ts'
import { page } from '../layout.ts'
import { icon } from '../parts/icon.ts'
import { paths } from '../paths.ts'
import { accountPage, asPerson } from './account-frame.ts'
import type { Person } from './account-frame.ts'

const WORDS = {
  file: { es: 'mis-datos', en: 'my-data' },
  title: { es: 'Mis datos', en: 'My data' },
  download: { es: 'Descargar todo lo que tenéis de mí', en: 'Download all you hold of me' },
  download_title: { es: 'Llévate tus datos', en: 'Take your data with you' },
  download_text: {
    es: 'Un archivo JSON con tus datos, contactos, direcciones, preferencias, todo lo que ha pasado y quién de la empresa te ha visto.',
    en: 'A JSON file with your details, contacts, addresses, preferences, all that happened and who of the company saw you.',
  },
  erase_title: { es: 'Que me olvidéis', en: 'Forget me' },
  erase_text: {
    es: 'Se borra para siempre y no se puede deshacer:',
    en: 'It is deleted for good and cannot be undone:',
  },
  erase_1: {
    es: 'Tu nombre, contactos, direcciones, preferencias y notas.',
    en: 'Your name, contacts, addresses, preferences and notes.',
  },
  erase_2: {
    es: 'Tu tarjeta de socio y tus llaves de acceso; sales en todos tus dispositivos.',
    en: 'Your member card and passkeys; you are signed out on every device.',
  },
  erase_3: { es: 'Tu cesta y lo que tienes guardado para luego.', en: 'Your basket and what you saved for later.' },
  erase_4: {
    es: 'De tus compras quedan, sin tu nombre, los importes que pide Hacienda. Un pedido en marcha te llega igual.',
    en: 'Of what you bought only the amounts tax law asks for stay, without your name. An order under way still reaches you.',
  },
  sure: { es: 'Entiendo que no se puede deshacer', en: 'I understand that it cannot be undone' },
  tick: { es: 'Marca la casilla para seguir.', en: 'Tick the box to go on.' },
  erase: { es: 'Borrar mis datos', en: 'Delete my data' },
  done: { es: 'Te hemos olvidado', en: 'You are forgotten' },
  done_text: {
    es: 'Ya no guardamos tus datos. Puedes volver cuando quieras, como alguien nuevo.',
    en: 'We no longer hold your data. You may come back whenever you like, as somebody new.',
  },
  browse: { es: 'Ir a la tienda', en: 'Go to the shop' },
} as const

export const dataPage = (ask: Ask): Promise<Shown> => asPerson(ask, (person) => show(ask, person))

function show(ask: Ask, person: Person, wrong = false): Promise<Shown> {
  const w = speak(WORDS, ask.language)
  const at = paths(ask.language).accountPart('data')
  const body = html`<section class="card stack" aria-labelledby="download"><h2 id="download">${w.download_title}</h2>
      <p>${w.download_text}</p><p><a class="button second" href="${at}/download" download>${icon('download')} ${w.download}</a></p></section>
    <section class="card stack" aria-labelledby="erase"><h2 id="erase">${w.erase_title}</h2><p>${w.erase_text}</p>
      <ul class="bullets"><li>${w.erase_1}</li><li>${w.erase_2}</li><li>${w.erase_3}</li><li>${w.erase_4}</li></ul>
      <form class="stack" method="post" action="${at}/erase" novalidate>
        <label class="check"><input type="checkbox" id="sure" name="sure" value="yes"${wrong ? html` aria-invalid="true" aria-describedby="sure-error"` : null}> ${w.sure}</label>
        ${wrong ? html`<p class="wrong" id="sure-error" role="alert">${w.tick}</p>` : null}
        <div><button class="button danger">${w.erase}</button></div>
      </form></section>`
  return accountPage(ask, { part: 'data', person, title: w.title, body, status: wrong ? 422 : 200 })
}

export const downloadData = (ask: Ask): Promise<Shown> =>
  asPerson(ask, async () => ({
    body: JSON.stringify(await ask.client.exportOwnData(), null, 2),
    type: 'application/json; charset=utf-8',
    headers: {
      'content-disposition': `attachment; filename="${speak(WORDS, ask.language).file}.json"`,
      'cache-control': 'no-store',
    },
  }))

export const eraseData = (ask: Ask): Promise<Shown> =>
  asPerson(ask, async (person) => {
    if (ask.form.get('sure') !== 'yes') return show(ask, person, true)
    await ask.client.eraseOwnData()
    ask.end()
    return {
      redirect: `${paths(ask.language).accountPart('data')}/gone`,
      choices: { ...FORGOTTEN, store: null },
      headers: { 'clear-site-data': '"cache"' },
    }
  })

/** Said to nobody in particular: who was forgotten has no account to say it in. */
export function forgotten(ask: Ask): Promise<Shown> {
  const w = speak(WORDS, ask.language)
  return page(ask, {
    title: w.done,
    private: true,
    body: html`<div class="narrow stack buy buy-leaf"><h1>${w.done}</h1><p class="lead">${w.done_text}</p>
      <p><a class="button" href="${paths(ask.language).home}">${w.browse}</a></p></div>`,
  })
}
