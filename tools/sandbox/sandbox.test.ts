import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox } from './spawn.ts'
import type { Sandbox } from './spawn.ts'

const API_KEY = 'sk_test_sandbox'
const folder = mkdtempSync(join(tmpdir(), 'hilo-sandbox-'))
let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({
    port: 0,
    data_dir: folder,
    api_key: API_KEY,
    webhook_secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  })
})
afterAll(async () => {
  await sandbox.stop()
  rmSync(folder, { recursive: true, force: true })
})

type Answer = { id: string; page_url: string; code: string; amount_captured: number }

async function call(path: string, key: string, body: object, api_key = API_KEY) {
  const response = await fetch(sandbox.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${api_key}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Answer }
}

const create = (reference: string, more: object = {}) =>
  call('/v1/payment_intents', reference, { reference, amount: 8_490, currency: 'EUR', ...more })
const type = (page_url: string, form: Record<string, string>) =>
  fetch(page_url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
const good = { number: '4242 4242 4242 4242', expiry: '12/99', code: '123' }

describe('the merchant’s side', () => {
  test('one reference and key is one payment, whatever is said later', async () => {
    const first = await create('once')
    expect((await create('once')).body.id).toBe(first.body.id)
    expect(await create('once', { amount: 1 })).toMatchObject({ status: 409, body: { code: 'reference_reused' } })
  })

  test('one key is one effect; another key cannot take more than is held', async () => {
    const { body } = await create('effects')
    await type(body.page_url, good)
    const capture = (key: string, amount: number) => call(`/v1/payment_intents/${body.id}/capture`, key, { amount })
    await Promise.all(Array.from({ length: 5 }, () => capture('a', 3_000)))
    expect((await capture('a', 3_000)).body).toMatchObject({ amount_captured: 3_000 })
    expect(await capture('a', 3_001)).toMatchObject({ status: 409, body: { code: 'key_reused' } })
    expect(await capture('b', 8_490)).toMatchObject({ status: 422, body: { code: 'amount_too_large' } })
    expect((await call(`/v1/payment_intents/${body.id}/void`, 'c', {})).body).toMatchObject({
      status: 'captured',
      amount_authorised: 3_000,
    })
    expect((await call(`/v1/payment_intents/${body.id}/refund`, 'd', { amount: 1_000 })).body).toMatchObject({
      amount_refunded: 1_000,
    })
  })

  test('a wrong key learns nothing, not even of paths', async () => {
    expect(await call('/v1/payment_intents', 'x', {}, 'wrong')).toMatchObject({
      status: 401,
      body: { code: 'bad_api_key' },
    })
  })
})

describe('the payer’s page', () => {
  test('speaks the payer’s language and says which fields to correct, without repeating what was typed', async () => {
    const { body } = await create('wrong', { locale: 'en' })
    const answer = await type(body.page_url, { number: '4111111111111111', expiry: '01/20', code: 'x' })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('<html lang="en">')
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(3)
    expect(html).toContain('role="alert"')
    expect(html).not.toContain('4111111111111111')
    expect(await (await fetch((await create('es')).body.page_url)).text()).toContain('<html lang="es">')
  })

  test('a hostile return address is shown as text and may only be a web address', async () => {
    const { body } = await create('hostile', { return_url: 'https://shop.example/?q="><script>alert(1)</script>' })
    const answer = await fetch(body.page_url)
    expect(await answer.text()).not.toContain('<script')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await create('worse', { return_url: 'javascript:alert(1)' })).status).toBe(400)
  })

  test('an unknown payment is a page of its own', async () => {
    const answer = await fetch(`${sandbox.url}/pay/pi_nobody`)
    expect([answer.status, (await answer.text()).includes('No existe ese pago')]).toEqual([404, true])
  })

  test('no card number is kept', async () => {
    const { body } = await create('private')
    await type(body.page_url, good)
    const journal = readFileSync(join(folder, 'intents', 'journal.jsonl'), 'utf8')
    expect(journal).toContain('"last4":"4242"')
    expect(journal.replaceAll(/\s/g, '')).not.toContain('4242424242424242')
  })
})
