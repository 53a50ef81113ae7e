import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const START_TIMEOUT_MS = 15_000

export type SandboxOptions = {
  port: number
  data_dir: string
  api_key: string
  webhook_secret: string
  public_url?: string
}
export type Sandbox = { url: string; process: ChildProcess; stop: (signal?: NodeJS.Signals) => Promise<void> }

/** Starts the sandbox provider as a process of its own; answers when it listens. Port 0: any free one. */
export async function startSandbox({
  port,
  data_dir,
  api_key,
  webhook_secret,
  public_url,
}: SandboxOptions): Promise<Sandbox> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url))], {
    env: {
      PATH: process.env['PATH'],
      SANDBOX_PORT: String(port),
      SANDBOX_DATA: data_dir,
      SANDBOX_API_KEY: api_key,
      SANDBOX_WEBHOOK_SECRET: webhook_secret,
      ...(public_url ? { SANDBOX_PUBLIC_URL: public_url } : {}),
    },
    // The line between the two processes (ipc) tells the sandbox when we are gone, even when killed.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const url = await listeningAt(child)
  return {
    url,
    process: child,
    stop: (signal = 'SIGTERM') =>
      new Promise((done) => {
        if (child.exitCode !== null || child.signalCode !== null) return done()
        child.once('exit', () => done())
        child.kill(signal)
      }),
  }
}

function listeningAt(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      fail(new Error('the sandbox did not start in time'))
    }, START_TIMEOUT_MS)
    child.once('exit', (code) => {
      clearTimeout(timer)
      fail(new Error(`the sandbox ended with ${code}`))
    })
    child.once('error', fail)
    if (!child.stdout) return
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /listening at (\S+)/.exec(line)?.[1]
      if (!url) return
      clearTimeout(timer)
      done(url)
    })
  })
}
