import { html } from '#shared/html.ts'
import { LANGUAGES, speak } from '#shared/words.ts'
import type { Ask, Part } from '../ask.ts'
import type { House } from '../house.ts'
import { inLanguage, paths } from '../paths.ts'

const WORDS = {
  stores: { es: 'Tiendas', en: 'Shops' },
  allStores: { es: 'Ver todas las tiendas', en: 'See all shops' },
  yours: { es: 'Lo tuyo', en: 'Yours' },
  account: { es: 'Tu cuenta', en: 'Your account' },
  cart: { es: 'Cesta', en: 'Basket' },
  saved: { es: 'Guardados', en: 'Saved' },
  help: { es: 'Ayuda', en: 'Help' },
  returns: { es: 'Cambios y devoluciones', en: 'Exchanges and returns' },
  delivery: { es: 'Envíos y recogidas', en: 'Delivery and collection' },
  privacy: { es: 'Privacidad y cookies', en: 'Privacy and cookies' },
  who: { es: 'Quiénes somos', en: 'Who we are' },
  language: { es: 'Idioma', en: 'Language' },
  theme: { es: 'Aspecto', en: 'Appearance' },
  light: { es: 'Claro', en: 'Light' },
  dark: { es: 'Oscuro', en: 'Dark' },
  auto: { es: 'Automático', en: 'Automatic' },
} as const

const NAMES = { es: 'Español', en: 'English' } as const
const STORES_SHOWN = 5

/** Stores, help, and how the page is read: language and theme. */
export function footer(ask: Ask, { retailer, stores }: House): Part {
  const { language, url } = ask
  const w = speak(WORDS, language)
  const to = paths(language)
  return html`<footer class="foot">
    <div class="wide foot-columns">
      <nav aria-label="${w.stores}">
        <h2>${w.stores}</h2>
        <ul>
          ${stores.slice(0, STORES_SHOWN).map((store) => html`<li><a href="${to.store(store.code)}">${store.name}</a></li>`)}
          <li><a href="${to.stores}">${w.allStores}</a></li>
        </ul>
      </nav>
      <nav aria-label="${w.help}">
        <h2>${w.help}</h2>
        <ul>
          <li><a href="${to.help}#delivery">${w.delivery}</a></li>
          <li><a href="${to.help}#returns">${w.returns}</a></li>
          <li><a href="${to.help}#privacy">${w.privacy}</a></li>
          <li><a href="${to.help}#who">${w.who}</a></li>
        </ul>
      </nav>
      <nav aria-label="${w.yours}">
        <h2>${w.yours}</h2>
        <ul>
          <li><a href="${to.account}">${w.account}</a></li>
          <li><a href="${to.cart}">${w.cart}</a></li>
          <li><a href="${to.saved}">${w.saved}</a></li>
        </ul>
      </nav>
      <div class="foot-reading">
        <h2 id="foot-language">${w.language}</h2>
        <ul class="segments" aria-labelledby="foot-language">
          ${LANGUAGES.map(
            (each) =>
              html`<li><a href="${inLanguage(url.pathname + url.search, each)}" hreflang="${each}" lang="${each}"${
                each === language && html` aria-current="true"`
              }>${NAMES[each]}</a></li>`,
          )}
        </ul>
        ${themeForm(ask)}
      </div>
    </div>
    <p class="wide foot-end">© ${retailer.name}</p>
  </footer>`
}

function themeForm({ language, chosen, url }: Ask): Part {
  const w = speak(WORDS, language)
  const theme = chosen.theme ?? 'auto'
  return html`<form method="post" action="${paths(language).choices}">
          <h2 id="foot-theme">${w.theme}</h2>
          <input type="hidden" name="back" value="${url.pathname}${url.search}">
          <div class="segments" role="group" aria-labelledby="foot-theme">
            ${(['auto', 'light', 'dark'] as const).map(
              (each) =>
                html`<button name="theme" value="${each}" aria-pressed="${String(each === theme)}">${w[each]}</button>`,
            )}
          </div>
        </form>`
}
