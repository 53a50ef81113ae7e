import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { test as base, expect } from '@playwright/test'
import type { Page } from '@playwright/test'

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

export const test = base.extend<Given>({
  access: async ({}, use) => {
    await use(JSON.parse(process.env['E2E_ACCESS'] as string) as Access)
  },
  deskAs: async ({ browser, access }, use) => {
    const opened: Page[] = []
    await use(async (role) => {
      const context = await browser.newContext()
      const page = await context.newPage()
      opened.push(page)
      const person = access.staff.find((one) => one.role === role)
      if (!person) throw new Error(`nobody is ${role}`)
      // The cookie a browser gets from the sign-in form; the form itself has a test of its own.
      await page.request.post('/api/sign-in', {
        headers: { 'hilo-as': 'staff', 'hilo-channel': 'desk' },
        data: { email: person.email, password: person.password, cookie: true },
      })
      return page
    })
    for (const page of opened) await page.context().close()
  },
})

/** WCAG 2.2, levels A and AA; telling only what is wrong halves the time. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Nothing axe calls serious or critical, on the page as it stands. */
export async function mustBeAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(WCAG)
    .options({ resultTypes: ['violations'], iframes: false })
    .analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const told = grave.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`)
        .join(' | ')}`,
  )
  expect(told, `${page.url()} must have nothing grave`).toEqual([])
}

/** The newest letter to an address: the demo's letters are files. */
export function letterTo(address: string): string {
  const folder = join(process.env['E2E_DATA'] as string, 'outbox')
  const files = readdirSync(folder)
    .map((name) => join(folder, name))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  const found = files.map((file) => readFileSync(file, 'utf8')).find((text) => text.includes(address))
  if (found === undefined) throw new Error(`no letter to ${address}`)
  return found
}
