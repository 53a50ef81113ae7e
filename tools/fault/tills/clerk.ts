import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import type { Draws } from '../../trade/draws.ts'
import type { Tablet } from './browser.ts'

const STEP_MS = 30_000
const FLOAT = '100,00'
const PIN_MAX = 8

export type Counter = { token: string; person: string; pin: string; codes: readonly string[] }
/** A receipt as the customer saw it: from then on it must stand. */
export type Seen = { receipt: string; total: string }

/** Somebody who sells at a till as people do: through its screens, by keyboard, from whatever screen is there. */
export class Clerk {
  readonly seen: Seen[] = []
  private readonly tablet: Tablet
  private readonly counter: Counter
  private readonly draws: Draws

  constructor(tablet: Tablet, counter: Counter, draws: Draws) {
    this.tablet = tablet
    this.counter = counter
    this.draws = draws
  }

  private get page(): Page {
    return this.tablet.page()
  }

  async enrol(within_ms = STEP_MS): Promise<void> {
    const { page } = this
    await page.getByRole('tab', { name: 'Tengo una clave' }).click()
    await page.getByRole('textbox', { name: /Clave del equipo/ }).fill(this.counter.token)
    await page.getByRole('button', { name: 'Dar de alta' }).click()
    await page.getByRole('heading', { name: '¿Quién está en la caja?' }).waitFor({ timeout: within_ms })
    // A reload without a network must find the app: its worker keeps it.
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  }

  /** Whatever lies between here and an open counter: the lock, the float, a receipt, money taken already. */
  async toCounter(): Promise<void> {
    const { page } = this
    const places: [Locator, () => Promise<void>][] = [
      [page.getByRole('searchbox', { name: 'Escanea o busca un artículo' }), async () => {}],
      [page.getByRole('button', { name: 'Usar esta ventana' }), () => this.click('Usar esta ventana')],
      [page.getByRole('heading', { name: '¿Quién está en la caja?' }), () => this.unlock()],
      [page.getByRole('heading', { name: 'Abre la caja para vender' }), () => this.openShift()],
      [page.getByRole('button', { name: 'Venta nueva' }), () => this.finish()],
      [page.getByRole('button', { name: 'Terminar la venta' }), () => this.click('Terminar la venta')],
      [page.getByRole('button', { name: 'Volver al ticket' }), () => this.click('Volver al ticket')],
      [page.getByRole('button', { name: 'Otra persona' }), () => this.typePin()],
    ]
    const until = performance.now() + STEP_MS
    while (performance.now() < until && !page.isClosed()) {
      for (const [at, on] of places) {
        if (!(await at.isVisible().catch(() => false))) continue
        await on().catch(() => undefined)
        if (at === places[0]?.[0]) return
        break
      }
    }
    throw new Error(`no way to the counter: ${(await page.locator('body').innerText()).slice(0, 200)}`)
  }

  private async click(name: string): Promise<void> {
    await this.page.getByRole('button', { name }).click()
  }

  private async unlock(): Promise<void> {
    await this.page.getByRole('button', { name: this.counter.person }).click()
    await this.typePin()
  }

  private async typePin(): Promise<void> {
    // What was typed before the last blow goes first.
    for (let figure = 0; figure < PIN_MAX; figure++) await this.page.keyboard.press('Backspace')
    await this.page.keyboard.type(this.counter.pin)
    await this.page.locator('.till-main').waitFor({ timeout: STEP_MS })
  }

  private async openShift(): Promise<void> {
    const { page } = this
    await page.getByLabel('Cambio en el cajón').fill(FLOAT)
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Ticket' }).waitFor({ timeout: STEP_MS })
  }

  private async finish(): Promise<void> {
    await this.note()
    await this.click('Venta nueva')
  }

  /** One thing at a time, so that something can happen between any two of them. */
  steps(): (() => Promise<void>)[] {
    const { page, draws } = this
    const field = page.getByRole('searchbox', { name: 'Escanea o busca un artículo' })
    const scans = Array.from({ length: 1 + draws.upTo(2) }, () => draws.one(this.counter.codes))
    const pays = draws.one(['exact', 'more', 'terminal'] as const)
    return [
      () => this.toCounter(),
      ...scans.map((code) => async () => {
        await field.fill(code)
        await field.press('Enter')
        await expect(field).toHaveValue('')
      }),
      () => page.keyboard.press('F9'),
      async () => {
        if (pays === 'terminal') await page.keyboard.press('F7')
        const given = page.getByLabel(pays === 'terminal' ? 'Referencia del terminal' : 'Entregado')
        await given.fill(pays === 'more' ? '900' : pays === 'terminal' ? 'T-1' : '')
        await given.press('Enter')
      },
      async () => {
        await page.getByRole('button', { name: 'Venta nueva' }).waitFor()
        await this.note()
      },
      () => this.click('Venta nueva'),
    ]
  }

  /** The receipt on the screen, once. */
  private async note(): Promise<void> {
    const slip = this.page.getByRole('article', { name: /Factura simplificada/ })
    const label = (await slip.getAttribute('aria-label')) ?? ''
    const total = await slip
      .getByRole('row', { name: /^Total/ })
      .getByRole('cell')
      .last()
      .innerText()
    const receipt = label.replace('Factura simplificada ', '')
    if (this.seen.some((seen) => seen.receipt === receipt && seen.total === total)) return
    this.seen.push({ receipt, total })
  }

  /** Nothing waits any more. */
  async drained(ms: number): Promise<void> {
    const line = this.page.locator('.status')
    await expect(line).toHaveText('En línea', { timeout: ms })
  }
}
