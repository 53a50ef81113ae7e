import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openProvider } from '../../tools/trade/provider.ts'
import type { Shop } from './shop.ts'

export { APPROVE, DECLINED, EXTRA_STEP, NO_FUNDS, SLOW, UNRULY, WEBHOOK_SECRET } from '../../tools/trade/provider.ts'

/** How long the shop waits for the provider in tests; 'late' answers take twice as long. */
const TIMEOUT_MS = 1_000

/** The sandbox card provider in a process of its own, set up as the shop's, and a payer with test cards. */
export async function openSandbox(shop: Shop) {
  const data_dir = mkdtempSync(join(tmpdir(), 'hilo-sandbox-'))
  const provider = await openProvider(data_dir)
  const { url } = await shop.api()
  const arriving = `${url}/api/payment-notices/sandbox`
  Object.assign(process.env, {
    ...provider.settings(),
    PAYMENTS_NOTICE_URL: arriving,
    PAYMENTS_TIMEOUT_MS: String(TIMEOUT_MS),
  })
  return {
    ...provider,
    /** Orders the provider to misbehave: `mode` late, never, error or drop at create, query, capture, void or refund. */
    spoil: (operation: string, mode: string, times = 1) =>
      provider.spoil({ operation, mode, times, delay_ms: TIMEOUT_MS * 2 }),
    /** The provider says no to the next calls of this operation. */
    refuse: (operation: string, code = 'refused', times = 1) =>
      provider.spoil({ operation, mode: 'refuse', code, times }),
    /** The provider answers the next calls of this operation with these fields in place of what is true. */
    distort: (operation: string, fields: Record<string, unknown>, times = 1) =>
      provider.spoil({ operation, mode: 'distort', fields, times }),
    /** Notices of payments started from now on reach us, or get lost. */
    notices: (arrive: boolean) => {
      process.env['PAYMENTS_NOTICE_URL'] = arrive ? arriving : 'http://127.0.0.1:9/lost'
    },
    close: async () => {
      await provider.close()
      rmSync(data_dir, { recursive: true, force: true })
    },
  }
}
