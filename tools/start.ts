import { randomBytes } from 'node:crypto'
import { Interrupted, main } from '../server/main.ts'
import { ConfigError, readConfig } from '../server/platform/config.ts'
import type { Config } from '../server/platform/config.ts'
import { dataFile, laidDown } from '../server/platform/files.ts'
import { createLog } from '../server/platform/log.ts'
import { untilStopped } from '../server/platform/until-stopped.ts'
import { readDemoAccess, seedDemo } from './demo/index.ts'
import { startSandbox } from './sandbox/spawn.ts'
import { buildWeb, isBuilt } from './web.ts'
import { welcome } from './welcome.ts'

/**
 * Everything on one machine in one command: the server, the sandbox card provider beside it and, in an
 * empty database, the demo retailer. In production `server/main.ts` runs alone.
 */
const SHUTDOWN_MS = 20_000

async function start(config: Config): Promise<void> {
  const log = createLog(process.env['LOG_LEVEL'] ? config.log_level : 'warn')
  const say = (text: string) => process.stdout.write(`${text}\n`)
  say(config.demo ? 'Starting Hilo. The first start seeds the demo retailer, which takes a little.' : 'Starting Hilo.')
  if (!isBuilt()) {
    say('Building shop, till and desk.')
    await buildWeb()
  }
  const sandbox = config.sandbox ? await sandboxBeside(config) : null
  const running = await main(config, log, async (db) => {
    if (config.demo) await seedDemo(db, createLog(process.env['LOG_LEVEL'] ?? 'info'))
  }).catch(async (error: unknown) => {
    await sandbox?.stop()
    throw error
  })
  say(welcome(running.url, config, config.demo ? readDemoAccess() : null))
  untilStopped(log, SHUTDOWN_MS, async () => {
    await running.stop()
    await sandbox?.stop()
  })
}

/** The provider's secrets live in the data folder, so that payments of yesterday are still known today. */
async function sandboxBeside(config: Config) {
  const drawn = (): string =>
    JSON.stringify({
      api_key: `sk_sandbox_${randomBytes(18).toString('hex')}`,
      webhook_secret: `whsec_${randomBytes(24).toString('base64')}`,
    })
  const { api_key, webhook_secret } = JSON.parse(laidDown('sandbox.json', drawn)) as {
    api_key: string
    webhook_secret: string
  }
  const sandbox = await startSandbox({ port: 0, data_dir: dataFile('sandbox'), api_key, webhook_secret })
  process.env['PAYMENTS_SANDBOX_URL'] = sandbox.url
  process.env['PAYMENTS_SANDBOX_KEY'] = api_key
  process.env['PAYMENTS_SANDBOX_SECRET'] = webhook_secret
  process.env['PAYMENTS_NOTICE_URL'] ??= `http://${config.host}:${config.port}/api/payment-notices/sandbox`
  return sandbox
}

try {
  await start(readConfig())
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError || error instanceof Interrupted ? error.message : (error as Error).stack}\n`,
  )
  process.exit(1)
}
