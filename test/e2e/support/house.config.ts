import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#platform/free-port'

const ROOT = join(import.meta.dirname, '../../..')
const START_MS = 180_000

/**
 * One house for all browser tests: the server as people start it, with the demo in it, in a folder of its own.
 * E2E_URL and HILO_DATA name one that runs already, which is quicker while a screen is being made.
 */
export default async function openHouse(): Promise<() => Promise<void>> {
  const given = process.env['E2E_URL']
  const data = given ? (process.env['HILO_DATA'] ?? join(ROOT, '.data')) : mkdtempSync(join(tmpdir(), 'hilo-e2e-'))
  const close = given ? async () => {} : await start(data)
  process.env['E2E_ACCESS'] = readFileSync(join(data, 'demo.json'), 'utf8')
  process.env['E2E_DATA'] = data
  return close
}

async function start(data: string): Promise<() => Promise<void>> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  process.env['E2E_URL'] = url
  const child = spawn(join(ROOT, 'bin/node'), ['tools/start.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      PUBLIC_URL: url,
      HILO_DATA: data,
      RATE_LIMIT: '10000',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  let said = ''
  await new Promise<void>((ready, fail) => {
    const late = setTimeout(() => fail(new Error(`the house did not open: ${said}`)), START_MS)
    const hear = (bytes: Buffer): void => {
      said += String(bytes)
      if (!said.includes('Ctrl-C stops everything')) return
      clearTimeout(late)
      ready()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then(() => fail(new Error(`the house ended: ${said}`)))
  })
  return async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
}
