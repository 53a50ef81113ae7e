import { expect, goOn, mustBeAccessible, mustFitPhone, test } from './support/test.ts'

const PAGES = ['/', '/customers', '/carts', '/orders', '/fulfilment', '/fulfilment/exceptions', '/security']
const OUTSIDE = ['/sign-in', '/set-up']

for (const language of ['es', 'en'] as const)
  test(`every page that serves can be used by everybody, in ${language}`, async ({ access, deskAs }) => {
    test.slow()
    const page = await deskAs('manager')
    const said: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') said.push(message.text())
    })
    await page.addInitScript((kept) => localStorage.setItem('hilo-language', kept), language)
    const { items } = (await (
      await page.request.get('/api/orders?limit=1', { headers: { 'hilo-as': 'staff', 'hilo-channel': 'desk' } })
    ).json()) as { items: { id: string }[] }
    const more = [`/customers/${access.story_customer_id}`, `/orders/${items[0]!.id}`]
    const look = async (): Promise<void> => {
      await mustBeAccessible(page)
      await mustFitPhone(page)
    }
    for (const path of OUTSIDE) {
      await page.goto(`/console${path}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await look()
    }
    for (const path of [...PAGES, ...more]) {
      await goOn(page, `/console${path}`)
      await look()
    }
    expect(said, 'nothing is wrong in the console').toEqual([])
  })
