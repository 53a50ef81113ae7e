import { html } from '#shared/html.ts'
import type { Ask, Shown } from '../ask.ts'
import { page } from '../layout.ts'

export async function homePage(ask: Ask): Promise<Shown> {
  const { retailer } = await ask.house
  return page(ask, { title: retailer.name, body: html`<div class="wide"><h1>${retailer.name}</h1></div>` })
}
