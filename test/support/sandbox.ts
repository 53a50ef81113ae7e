import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from '../../tools/sandbox/spawn.ts'
import type { Shop } from './shop.ts'

export const APPROVE = '4242424242424242'
export const DECLINED = '4000000000000002'
export const NO_FUNDS = '4000000000009995'
export const EXTRA_STEP = '4000000000003220'
export const SLOW = '4000000000000119'
export const UNRULY = '4000000000000259'

const API_KEY = 'sk_test_payments'
export const WEBHOOK_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
/** How long the shop waits for the provider in tests; 'late' answers take twice as long. */
const TIMEOUT_MS = 1_000

type Payable = { action_url: string | null }

/** The sandbox card provider in a process of its own, set up as the shop's, and a payer with test cards. */
export async function openSandbox(shop: Shop) {
  const data_dir = mkdtempSync(join(tmpdir(), 'hilo-sandbox-'))
  const options = { data_dir, api_key: API_KEY, webhook_secret: WEBHOOK_SECRET }
  let sandbox = await startSandbox({ ...options, port: 0 })
  const { url } = await shop.api()
  const arriving = `${url}/api/payment-notices/sandbox`
  Object.assign(process.env, {
    PAYMENTS_SANDBOX_URL: sandbox.url,
    PAYMENTS_SANDBOX_KEY: API_KEY,
    PAYMENTS_SANDBOX_SECRET: WEBHOOK_SECRET,
    PAYMENTS_NOTICE_URL: arriving,
    PAYMENTS_TIMEOUT_MS: String(TIMEOUT_MS),
  })

  /** The provider's own API, as its merchant. */
  const call = (method: string, path: string, body?: object, key?: string): Promise<Response> =>
    fetch(`${sandbox.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${API_KEY}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  const submit = (path: string, fields: Record<string, string>): Promise<Response> =>
    fetch(path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })

  return {
    call,
    /** What the payer does on the provider's page. */
    pay: ({ action_url }: Payable, number: string) =>
      submit(String(action_url), { number, expiry: '12/99', code: '123' }),
    answerStep: ({ action_url }: Payable, answer: 'yes' | 'no') => submit(`${action_url}/step`, { answer }),
    /** Orders the provider to misbehave: `mode` late, never, error or drop at create, query, capture, void or refund. */
    spoil: (operation: string, mode: string, times = 1) =>
      call('POST', '/_test/faults', { operation, mode, times, delay_ms: TIMEOUT_MS * 2 }),
    /** Notices of payments started from now on reach us, or get lost. */
    notices: (arrive: boolean) => {
      process.env['PAYMENTS_NOTICE_URL'] = arrive ? arriving : 'http://127.0.0.1:9/lost'
    },
    restart: async (signal: NodeJS.Signals) => {
      const port = Number(new URL(sandbox.url).port)
      await sandbox.stop(signal)
      sandbox = await startSandbox({ ...options, port })
    },
    close: async () => {
      await sandbox.stop()
      rmSync(data_dir, { recursive: true, force: true })
    },
  }
}
