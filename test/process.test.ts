import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { processesOf, startServer } from '#test/server-process'
import type { ServerProcess } from '#test/server-process'
import { cloneDatabase } from '#test/database'
import { main } from '../server/main.ts'
import { readConfig } from '../server/platform/config.ts'
import { createLog } from '../server/platform/log.ts'

const folders: string[] = []
const started: ServerProcess[] = []
/** mkdtemp makes folders of mode 0700: nobody else may enter, not even the database's own user. */
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'hilo-process-'))
  folders.push(path)
  return path
}
function start(data_dir: string, env?: Record<string, string>): ServerProcess {
  const server = startServer(data_dir, env)
  started.push(server)
  return server
}
afterAll(async () => {
  for (const server of started) {
    server.kill('SIGINT')
    await server.ended
  }
  for (const path of folders) {
    for (const pid of processesOf(path)) process.kill(pid, 'SIGQUIT')
    rmSync(path, { recursive: true, force: true, maxRetries: 5 })
  }
})

const status = async (url: string): Promise<number> => (await fetch(url)).status
const STOPPED_WITHIN_MS = 10_000

describe('a server with a database of its own', () => {
  const data_dir = folder()

  test('lives a life: starts, keeps its folder, survives being shot, stops cleanly', { timeout: 45_000 }, async () => {
    const first = start(data_dir)
    const url = await first.ready
    expect(await status(`${url}/ready`)).toBe(200)
    expect(statSync(data_dir).mode & 0o077).toBe(0)

    const second = await start(data_dir).ended
    expect(second.code).toBe(1)
    expect(second.said).toContain('HILO_DATA')
    expect(second.said).toContain(`process ${first.pid}`)
    expect(second.said).not.toContain('    at ')
    expect(await status(`${url}/ready`)).toBe(200)

    first.kill('SIGKILL')
    await first.ended
    const [database] = processesOf(data_dir)
    expect(database).toBeGreaterThan(0)
    const heir = start(data_dir)
    expect(await status(`${await heir.ready}/ready`)).toBe(200)
    expect(processesOf(data_dir)).toContain(database)

    const began = performance.now()
    heir.kill('SIGINT')
    expect(await heir.ended).toMatchObject({ code: 0, signal: null })
    expect(performance.now() - began).toBeLessThan(STOPPED_WITHIN_MS)
    expect(processesOf(data_dir)).toEqual([])
    expect(() => readFileSync(join(data_dir, 'hilo.pid'))).toThrow('ENOENT')
  })

  test('a promise that fails while nobody waits for it is told, and closes nothing', { timeout: 20_000 }, async () => {
    const forgetful = `process.on("SIGWINCH",()=>void(Promise.reject(new Error("forgotten"))))`
    const server = start(data_dir, { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(forgetful)}` })
    const url = await server.ready
    server.kill('SIGWINCH')
    await expect.poll(() => server.said(), { timeout: 5_000 }).toContain('something failed that nobody waited for')
    expect(server.said()).toContain('forgotten')
    expect(await status(`${url}/ready`)).toBe(200)
    server.kill('SIGINT')
    expect(await server.ended).toMatchObject({ code: 0, signal: null })
  })

  test('interrupted while it starts, it leaves no database behind', { timeout: 20_000 }, async () => {
    const hasty = start(data_dir)
    while (processesOf(data_dir).length === 0) await new Promise((done) => setTimeout(done, 20))
    hasty.kill('SIGINT')
    await hasty.ended
    expect(processesOf(data_dir)).toEqual([])
  })
})

describe('servers on a database of somebody else', () => {
  test(
    'two side by side use the database they were told, start none, and stop when told',
    { timeout: 45_000 },
    async () => {
      const { url: database, drop } = await cloneDatabase()
      const dirs = [folder(), folder()] as const
      const servers = dirs.map((dir, i) =>
        start(dir, { DATABASE_URL: database, HILO_ROLES: i === 0 ? 'web' : 'web,worker' }),
      )
      const urls = await Promise.all(servers.map(({ ready }) => ready))
      expect(new Set(urls).size).toBe(2)
      for (const url of urls) expect(await status(`${url}/ready`)).toBe(200)
      expect([...processesOf(dirs[0]), ...processesOf(dirs[1])]).toEqual([])

      const second = { ...config(database), port: Number(new URL(urls[0]!).port) }
      await expect(main(second, createLog('silent'))).rejects.toThrow(/^PORT: .*EADDRINUSE/)
      for (const server of servers) server.kill('SIGTERM')
      for (const server of servers) expect(await server.ended).toMatchObject({ code: 0 })
      await drop()
    },
  )

  test('a database nobody answers at is a setting to correct', async () => {
    const nowhere = config('postgres://nobody@127.0.0.1:1/x')
    await expect(main(nowhere, createLog('silent'))).rejects.toThrow(/^DATABASE_URL: .*ECONNREFUSED/)
    expect(() => readFileSync(join(nowhere.data_dir, 'hilo.pid'))).toThrow('ENOENT')
  })
})

const config = (database_url: string) => readConfig({ PORT: '0', HILO_DATA: folder(), DATABASE_URL: database_url })
