import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Page, Part } from '../ask.ts'
import { page } from '../layout.ts'
import { crumbs } from '../parts/crumbs.ts'
import { paths } from '../paths.ts'

const WORDS = {
  title: { es: 'Ayuda', en: 'Help' },
  about: {
    es: 'Envíos y recogidas, cambios y devoluciones, privacidad y cookies.',
    en: 'Delivery and collection, exchanges and returns, privacy and cookies.',
  },
  delivery: { es: 'Envíos y recogidas', en: 'Delivery and collection' },
  delivery1: {
    es: 'En cada artículo ves en qué tiendas está ahora, a qué distancia y desde qué hora puedes recogerlo. El número es el de verdad: si lo ves, es tuyo en cuanto lo pones en la cesta.',
    en: 'Each product tells which shops have it now, how far they are and from when you can collect it. The number is the true one: what you see is yours as soon as it is in your basket.',
  },
  delivery2: {
    es: 'Te avisamos cuando esté listo, con un código para recogerlo. Si no puedes ir, quedan unos días: la fecha está en tu pedido.',
    en: 'We tell you when it is ready, with a code to collect it. If you cannot come at once, there are some days: the date is in your order.',
  },
  delivery3: {
    es: 'Si prefieres recibirlo en casa, el precio y el plazo del envío se ven antes de pagar.',
    en: 'If you would rather have it at home, the price and time of delivery are shown before you pay.',
  },
  returns: { es: 'Cambios y devoluciones', en: 'Exchanges and returns' },
  returns1: {
    es: 'Tienes 14 días desde que recibes un artículo para devolverlo sin dar explicaciones, en cualquiera de nuestras tiendas o por envío. Te devolvemos el dinero por el mismo medio con el que pagaste.',
    en: 'You have 14 days from the day you receive an item to bring it back without giving a reason, to any of our shops or by post. The money goes back the way it came.',
  },
  returns2: {
    es: 'Además, todo tiene la garantía legal de conformidad.',
    en: 'Besides, everything has the legal guarantee of conformity.',
  },
  privacy: { es: 'Privacidad y cookies', en: 'Privacy and cookies' },
  privacy1: {
    es: 'Esta tienda no usa cookies de publicidad ni de terceros. Guarda solo lo que hace falta para servirte:',
    en: 'This shop uses no cookies for advertising or of third parties. It keeps only what is needed to serve you:',
  },
  session: {
    es: 'Tu sesión: empieza cuando pones algo en la cesta o inicias sesión, y une lo que haces en una sola historia.',
    en: 'Your session: it begins when you put something in the basket or sign in, and joins what you do into one story.',
  },
  choices: {
    es: 'Lo que eliges: tu tienda, el aspecto, dónde estás (si lo dices) y lo que guardas. No dice quién eres, y al salir de tu cuenta solo queda el aspecto.',
    en: 'What you choose: your shop, the appearance, where you are (if you say so) and what you save. It does not say who you are, and when you sign out only the appearance stays.',
  },
  privacy2: {
    es: 'En tu cuenta puedes ver y descargar todo lo que sabemos de ti, cambiar tus permisos y pedir que lo borremos.',
    en: 'In your account you can see and download everything we know of you, change what you allow and ask us to erase it.',
  },
  account: { es: 'Ir a tu cuenta', en: 'Go to your account' },
  who: { es: 'Quiénes somos', en: 'Who we are' },
  who1: {
    es: (shop: string, count: number) =>
      `${shop} vende en línea y en ${count === 1 ? 'una tienda' : `${count} tiendas`}. Escríbenos o ven a vernos: cada tienda tiene su teléfono y su correo.`,
    en: (shop: string, count: number) =>
      `${shop} sells online and in ${count === 1 ? 'one shop' : `${count} shops`}. Write to us or come and see us: each shop has its telephone and mail.`,
  },
  stores: { es: 'Ver las tiendas', en: 'See the shops' },
} as const

/** What people ask most, in a few sentences each. */
export const helpPage: Page = async (ask) => {
  const w = speak(WORDS, ask.language)
  const { retailer, stores } = await ask.house
  const to = paths(ask.language)
  return page(ask, {
    title: w.title,
    description: w.about,
    body: html`<div class="narrow help">
      ${crumbs(ask, [{ name: w.title, path: ask.url.pathname }])}
      <h1>${w.title}</h1>
      ${index(ask)}
      ${part('delivery', w.delivery, [w.delivery1, w.delivery2, w.delivery3])}
      ${part('returns', w.returns, [w.returns1, w.returns2])}
      <section id="privacy" class="prose"><h2>${w.privacy}</h2><p>${w.privacy1}</p>
        <ul class="dots"><li>${w.session}</li><li>${w.choices}</li></ul>
        <p>${w.privacy2} <a href="${to.account}">${w.account}</a></p></section>
      <section id="who" class="prose"><h2>${w.who}</h2><p>${w.who1(retailer.name, stores.length)} <a href="${to.stores}">${w.stores}</a></p></section>
    </div>`,
  })
}

const part = (id: string, title: string, lines: readonly string[]): Part =>
  html`<section id="${id}" class="prose"><h2>${title}</h2>${lines.map((line) => html`<p>${line}</p>`)}</section>`

function index({ language }: Ask): Part {
  const w = speak(WORDS, language)
  const all = [
    ['delivery', w.delivery],
    ['returns', w.returns],
    ['privacy', w.privacy],
    ['who', w.who],
  ] as const
  return html`<ul class="chips help-index">${all.map(([id, name]) => html`<li><a class="chip" href="#${id}">${name}</a></li>`)}</ul>`
}
