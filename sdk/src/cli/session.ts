import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

export type Session = { url: string; token: string; expires_at: string; name: string }
type Env = Record<string, string | undefined>

const DEFAULT_URL = 'http://127.0.0.1:4100'

const fileOf = (env: Env): string =>
  join(env['XDG_CONFIG_HOME'] || join(env['HOME'] || homedir(), '.config'), 'hilo/session.json')

export async function readSession(env: Env): Promise<Session | null> {
  try {
    return JSON.parse(await readFile(fileOf(env), 'utf8')) as Session
  } catch {
    return null
  }
}

/** For its owner's eyes only: mode 600, also where the file was there before. */
export async function saveSession(env: Env, session: Session): Promise<string> {
  const file = fileOf(env)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(file, `${JSON.stringify(session, null, 2)}\n`, { mode: 0o600 })
  await chmod(file, 0o600)
  return file
}

export const forgetSession = (env: Env): Promise<void> => rm(fileOf(env), { force: true })

/** Where and as whom: the environment wins; a kept session is only sent to the server that gave it. */
export async function settings(env: Env): Promise<{ url: string; token?: string }> {
  const session = await readSession(env)
  const url = (env['HILO_URL'] || session?.url || DEFAULT_URL).replace(/\/$/, '')
  const token = env['HILO_TOKEN'] || env['HILO_KEY'] || (session?.url === url ? session.token : undefined)
  return token ? { url, token } : { url }
}
