import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Intent, IntentEntry } from '../sandbox/intents.ts'
import { startSandbox } from '../sandbox/spawn.ts'

export const APPROVE = '4242424242424242'
export const DECLINED = '4000000000000002'
export const NO_FUNDS = '4000000000009995'
export const EXTRA_STEP = '4000000000003220'
export const SLOW = '4000000000000119'
export const UNRULY = '4000000000000259'

const API_KEY = 'sk_test_payments'
export const WEBHOOK_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

export type Payable = { action_url: string | null }
/** How it shall misbehave, in the words of tools/sandbox/faults.ts. */
export type Misconduct = {
  operation: string
  mode: string
  times?: number
  delay_ms?: number
  code?: string
  fields?: Record<string, unknown>
}

/** The sandbox card provider in a process of its own, its merchant's key, and a payer with test cards. */
export async function openProvider(data_dir: string) {
  const options = { data_dir, api_key: API_KEY, webhook_secret: WEBHOOK_SECRET }
  let sandbox = await startSandbox({ ...options, port: 0 })

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
    /** What the shop's server must be told, to be its merchant. */
    settings: () => ({
      PAYMENTS_SANDBOX_URL: sandbox.url,
      PAYMENTS_SANDBOX_KEY: API_KEY,
      PAYMENTS_SANDBOX_SECRET: WEBHOOK_SECRET,
    }),
    /** What the payer does on the provider's page. */
    pay: ({ action_url }: Payable, number: string) =>
      submit(String(action_url), { number, expiry: '12/99', code: '123' }),
    answerStep: ({ action_url }: Payable, answer: 'yes' | 'no') => submit(`${action_url}/step`, { answer }),
    spoil: (misconduct: Misconduct) => call('POST', '/_test/faults', misconduct),
    /** What the provider does of its own accord, under a key the shop does not know. */
    itself: (ref: string | null, kind: 'capture' | 'void' | 'refund', amount?: number) =>
      call('POST', `/_test/payment_intents/${ref}/${kind}`, amount === undefined ? {} : { amount }),
    behave: () => call('DELETE', '/_test/faults'),
    /** Every payment as it stands in the provider's own book. */
    book: (): Intent[] => {
      const lines = readFileSync(join(data_dir, 'intents/journal.jsonl'), 'utf8').split('\n').filter(Boolean)
      const latest = lines.map((line) => (JSON.parse(line) as IntentEntry).intent)
      return [...new Map(latest.map((intent) => [intent.id, intent])).values()]
    },
    restart: async (signal: NodeJS.Signals) => {
      const port = Number(new URL(sandbox.url).port)
      await sandbox.stop(signal)
      sandbox = await startSandbox({ ...options, port })
    },
    close: () => sandbox.stop(),
  }
}

export type Provider = Awaited<ReturnType<typeof openProvider>>
