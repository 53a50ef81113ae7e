import type { Page } from './ask.ts'
import { homePage } from './pages/home.ts'
import { welcome } from './pages/welcome.ts'

/** Every address of the shop and the page behind it: read this first. `:lang` is es or en. */
export const addresses: readonly { method: 'GET' | 'POST'; path: string; page: Page }[] = [
  { method: 'GET', path: '/', page: welcome },
  { method: 'GET', path: '/:lang(^es|en$)', page: homePage },
]
