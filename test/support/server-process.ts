import { spawn } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/** A server as a process of its own, as people start it. */
export type ServerProcess = {
  pid: number
  /** Where it answers; rejects with what it said when it ends before. */
  ready: Promise<string>
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; said: string }>
  kill: (signal: NodeJS.Signals) => void
  /** What it has said so far. */
  said: () => string
}

export function startServer(data_dir: string, env: Record<string, string> = {}): ServerProcess {
  const { PATH = '', NODE_OPTIONS = '' } = process.env
  const child = spawn(join(ROOT, 'node_modules/.bin/node'), ['server/main.ts'], {
    cwd: ROOT,
    env: { PATH, NODE_OPTIONS, PORT: '0', HILO_DATA: data_dir, HILO_DEMO: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const { promise: ready, resolve, reject } = Promise.withResolvers<string>()
  // A test that waits for the end need not wait for the beginning.
  ready.catch(() => {})
  const hear = (bytes: Buffer) => {
    said += String(bytes)
    const url = /"url":"([^"]+)"/.exec(said)?.[1]
    if (url !== undefined) resolve(url)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = new Promise<Awaited<ServerProcess['ended']>>((done) => {
    child.on('close', (code, signal) => {
      reject(new Error(`ended (${code ?? signal}): ${said}`))
      done({ code, signal, said })
    })
  })
  return { pid: child.pid as number, ready, ended, kill: (signal) => void child.kill(signal), said: () => said }
}

/** Processes that name the folder in their command: the database's. */
export const processesOf = (data_dir: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => commandOf(pid).includes(join(data_dir, 'postgres')))
    .map(Number)

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
