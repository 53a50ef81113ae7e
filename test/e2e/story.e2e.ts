import { payWith } from './support/buying.ts'
import { goodsSomewhere } from './support/desk.ts'
import { expect, test } from './support/test.ts'
import { enrol, openShift, roleOf, unlock } from './support/till.ts'

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const
const STORE = 'Madrid Gran Vía'

test('one thread: found on the phone, helped from the desk, paid on the phone, collected at the till', async ({
  browser,
  access,
  deskAs,
}) => {
  test.setTimeout(180_000)
  const her = `6${String(Date.now()).slice(-8)}`
  const mail = `carmen.${her}@correo.es`
  const phone = await (await browser.newContext(PHONE)).newPage()

  // With a typing error she finds the boots, in her size, and puts them into the cart.
  await phone.goto('/es')
  await phone.getByRole('combobox', { name: /Busca/ }).fill('votas chealsea')
  await phone.keyboard.press('Enter')
  await phone
    .getByRole('link', { name: /Botas Chelsea «Ladera»/ })
    .first()
    .click()
  await phone.getByRole('link', { name: /^38/ }).click()
  await phone.getByRole('button', { name: 'Añadir a la cesta' }).click()
  await expect(phone.getByText('Añadido a tu cesta')).toBeVisible()

  // She says who she is and where she collects; then the bus comes.
  await phone.goto('/es/checkout')
  await phone.getByLabel('Nombre y apellidos').fill('Carmen Prueba')
  await phone.getByLabel('Correo electrónico').fill(mail)
  await phone.getByLabel('Teléfono').fill(her)
  await phone.getByRole('button', { name: 'Continuar' }).click()
  await phone.getByRole('radio', { name: /Recoger en tienda/ }).check()
  await phone.getByRole('radio', { name: new RegExp(STORE) }).check()
  await phone.getByRole('button', { name: 'Continuar' }).click()
  await expect(phone.getByRole('button', { name: /Pagar/ })).toBeVisible()
  await phone.goto('/es/cart')
  await expect(phone.getByRole('heading', { name: /Tu cesta 1 artículo/ })).toBeVisible()

  // She calls: the agent has nothing but the number, and sees the cart that is open on her phone.
  const desk = await deskAs('agent')
  await desk.goto('/console/customers')
  await desk.getByRole('searchbox').fill(her)
  await desk.getByRole('link', { name: 'Carmen Prueba' }).click()
  const live = desk.getByRole('region', { name: 'Cesta en vivo' })
  await expect(live).toContainText('Botas Chelsea')
  await live.getByRole('button', { name: 'Añadir artículo' }).click()
  const sheet = desk.getByRole('dialog', { name: 'Añadir artículo' })
  const socks = await goodsSomewhere(desk, STORE)
  await sheet.getByRole('searchbox').fill(socks.sku)
  await desk.keyboard.press('Enter')

  // Both see the same cart change, whoever's hand it was.
  await expect(phone.getByRole('heading', { name: /Tu cesta 2 artículos/ })).toBeVisible()
  await expect(phone.getByText('Nuestro equipo ha cambiado tu cesta.')).toBeVisible()
  await desk.keyboard.press('Escape')
  await phone
    .getByRole('button', { name: /Uno más/ })
    .last()
    .click()
  await expect(live.getByRole('status')).toContainText(/Carmen ha dejado 2/)

  // She pays on the phone.
  await phone.goto('/es/checkout')
  await phone.getByRole('button', { name: /Pagar/ }).click()
  await payWith(phone, 'good')
  await phone.waitForURL(/\/orders\/H-/)
  const number = /H-[0-9A-Z]+-[0-9A-Z]+/.exec(phone.url())?.[0] ?? ''
  await expect(live).toBeHidden()
  await expect(desk.getByRole('region', { name: 'El hilo' })).toContainText(number)

  // The shop prepares it; her phone shows the code the moment it is ready.
  const till = await (await browser.newContext({ viewport: { width: 1180, height: 820 } })).newPage()
  await enrol(till, roleOf(access, 'manager'), `Caja de la historia ${her}`)
  await unlock(till, roleOf(access, 'assistant'))
  await openShift(till)
  await till.getByRole('link', { name: 'Recogidas' }).click()
  await till.getByRole('button', { name: new RegExp(number) }).click()
  const work = till.getByRole('dialog', { name: new RegExp(number) })
  await work.getByRole('button', { name: 'Aceptar y preparar' }).click()
  await work.getByRole('button', { name: 'Todo está en la bolsa' }).click()
  await expect(phone.getByRole('heading', { name: /Enseña esto en la tienda/ })).toBeVisible()
  const code = ((await phone.locator('.pickup-code .code').first().textContent()) ?? '').replaceAll(/\s/g, '')

  // She shows it; the goods are hers, and every window knows.
  await till.getByText(/Listas \(\d+\)/).click()
  await till.getByRole('button', { name: new RegExp(number) }).click()
  await work.getByLabel('Código de recogida').fill(code)
  await till.keyboard.press('Enter')
  await expect(till.getByRole('status').getByText('Entregado')).toBeVisible()
  await expect(phone.getByText(/Entregado|Recogido/).first()).toBeVisible()
  await expect(desk.getByRole('region', { name: 'El hilo' })).toContainText('Entregado en mano')
  await phone.context().close()
  await till.context().close()
})
