import type { Page } from './ask.ts'
import { buying } from './buying.ts'
import { categoryPage } from './pages/category.ts'
import { choose } from './pages/choices.ts'
import { noveltiesPage, reducedPage } from './pages/collections.ts'
import { homePage } from './pages/home.ts'
import { manifestPage } from './pages/manifest.ts'
import { helpPage } from './pages/help.ts'
import { offlinePage } from './pages/offline.ts'
import { robotsPage, sitemapIndex, sitemapPages, sitemapProducts } from './pages/robots.ts'
import { productPage } from './pages/product.ts'
import { savedPage, saveProduct } from './pages/saved.ts'
import { searchPage, suggestionsPage } from './pages/search.ts'
import { storePage } from './pages/store.ts'
import { storesPage } from './pages/stores.ts'
import { elsewhere, welcome } from './pages/welcome.ts'

type Address = { method: 'GET' | 'POST'; path: string; page: Page }

const LANG = '/:lang(^(?:es|en)$)'
const get = (path: string, page: Page): Address => ({ method: 'GET', path, page })
const post = (path: string, page: Page): Address => ({ method: 'POST', path, page })

const looking: readonly Address[] = [
  get('/', welcome),
  get('/manifest.webmanifest', manifestPage),
  get('/robots.txt', robotsPage),
  get('/sitemap.xml', sitemapIndex),
  get('/sitemap-pages.xml', sitemapPages),
  get('/sitemap-products-:place(^\\d{1,3}$).xml', sitemapProducts),
  get(LANG, homePage),
  get(`${LANG}/categories/:slug`, categoryPage),
  get(`${LANG}/products/:slug`, productPage),
  get(`${LANG}/stores`, storesPage),
  get(`${LANG}/stores/:code`, storePage),
  get(`${LANG}/new`, noveltiesPage),
  get(`${LANG}/reduced`, reducedPage),
  get(`${LANG}/search`, searchPage),
  get(`${LANG}/search/suggestions`, suggestionsPage),
  get(`${LANG}/help`, helpPage),
  get(`${LANG}/offline`, offlinePage),
  get(`${LANG}/saved`, savedPage),
  post(`${LANG}/saved`, saveProduct),
  post(`${LANG}/choices`, choose),
  get(`${LANG}/*`, elsewhere),
  get('/*', elsewhere),
]

/** Every address of the shop and the page behind it: read this first. `:lang` is es or en. */
export const addresses: readonly Address[] = [...looking, ...buying]
