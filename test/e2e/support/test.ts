import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test as base, expect } from '@playwright/test'
import type { Cookie, Page } from '@playwright/test'
import type * as Axe from 'axe-core'
import { lettersIn } from '../../../tools/trade/outbox.ts'

export { expect }
export type Access = {
  staff: { email: string; password: string; role: string; name: string; pin: string }[]
  storefront_key: string
  till: { token: string; register: string; store: string }
  story_customer_id: string
}

type Given = {
  /** How to come into the demo. */
  access: Access
  /** A page of the desk, signed in with this role. */
  deskAs: (role: string) => Promise<Page>
}

/** Cookies of who is signed in, by role: a shop lets in fifty from one address in a quarter of an hour. */
type Kept = { sessions: Map<string, Cookie[]> }

export const test = base.extend<Given, Kept>({
  sessions: [async ({}, use) => use(new Map()), { scope: 'worker' }],
  access: async ({}, use) => {
    await use(JSON.parse(process.env['E2E_ACCESS'] as string) as Access)
  },
  deskAs: async ({ browser, access, sessions }, use) => {
    const opened: Page[] = []
    await use(async (role) => {
      const context = await browser.newContext()
      const page = await context.newPage()
      opened.push(page)
      const person = access.staff.find((one) => one.role === role)
      if (!person) throw new Error(`nobody is ${role}`)
      await context.addCookies(sessions.get(role) ?? [])
      if (await isIn(page)) return page
      // The cookie a browser gets from the sign-in form; the form itself has a test of its own.
      await page.request.post('/api/sign-in', {
        headers: { 'hilo-as': 'staff', 'hilo-channel': 'desk' },
        data: { email: person.email, password: person.password, cookie: true },
      })
      sessions.set(role, await context.cookies())
      return page
    })
    for (const page of opened) await page.context().close()
  },
})

/** A test may have ended the session of another. */
async function isIn({ request }: Page): Promise<boolean> {
  const me = await request.get('/api/me', { headers: { 'hilo-as': 'staff', 'hilo-channel': 'desk' } })
  return me.ok() && ((await me.json()) as { kind: string }).kind === 'staff'
}

/** WCAG 2.2, levels A and AA. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Of the other theme only colours can be wrong. */
const OTHER = { light: 'dark', dark: 'light' } as const

/** Nothing axe calls serious or critical, on the page as it stands, in the light and in the dark. */
export async function mustBeAccessible(page: Page): Promise<void> {
  const scheme = await page.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'))
  const told = await graveOn(page, WCAG)
  await page.emulateMedia({ colorScheme: OTHER[scheme], reducedMotion: 'reduce' })
  const there = await graveOn(page, ['color-contrast'])
  await page.emulateMedia({ colorScheme: scheme })
  expect([...told, ...there.map((one) => `${OTHER[scheme]}: ${one}`)], `${page.url()} must have nothing grave`).toEqual(
    [],
  )
}

/**
 * Goes to another screen of the desk as a link does, without loading the app anew, and waits until it has all it shows.
 */
export async function goOn(page: Page, path: string): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 })
  const before = await heading.elementHandle()
  await page.evaluate((to) => history.pushState(null, '', to), path)
  await expect.poll(() => before?.evaluate((one) => one.isConnected)).toBe(false)
  await expect(heading).toBeVisible()
  await expect(page.locator('.mantine-Skeleton-root, [aria-busy="true"]')).toHaveCount(0)
}

const PHONE = { width: 390, height: 844 }

/** On a phone nothing is scrolled sideways but what is a table or a map (WCAG 2.2, 1.4.10 Reflow). */
export async function mustFitPhone(page: Page): Promise<void> {
  const size = page.viewportSize()
  await page.setViewportSize(PHONE)
  // Charts and tables are laid out anew once they have seen it.
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${page.url()} fits a phone`)
    .toBeLessThanOrEqual(0)
  if (size) await page.setViewportSize(size)
}

declare global {
  interface Window {
    /** In the page, once its source was read there. */
    axe: typeof Axe
  }
}

/** Asks axe in the page itself: what its own driver does around that takes three times as long. */
async function graveOn(page: Page, rules: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  return page.evaluate(async (runOnly) => {
    // A colour on its way from one theme to the other is neither.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
    const { violations } = await window.axe.run(document, { runOnly, resultTypes: ['violations'], iframes: false })
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    const tell = ({ target, failureSummary }: Axe.NodeResult): string => `${target.join(' ')} ${failureSummary}`
    return grave.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(tell).join(' | ')}`)
  }, rules)
}

/** What the newest letter to an address says. */
export function letterTo(address: string): string {
  const letter = lettersIn(process.env['E2E_DATA'] as string).findLast(({ to }) => to === address)
  if (letter === undefined) throw new Error(`no letter to ${address}`)
  return letter.text
}
