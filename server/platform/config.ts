import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** What the program may be told from outside. Every variable is named in the error when it is wrong. */
export type Config = {
  /** HTTP port; PORT. */
  port: number
  /** Address to listen on; HOST. Loopback by default: put a proxy with TLS in front. */
  host: string
  /** Folder of the embedded database, media and outgoing mail; HILO_DATA. */
  data_dir: string
  /** Any PostgreSQL 15+; DATABASE_URL. Empty: the embedded one in `data_dir`. */
  database_url: string | null
  /** One retailer = one PostgreSQL schema; HILO_SCHEMA. */
  schema: string
  /** Where people reach this server, for links and passkeys; PUBLIC_URL. */
  public_url: string
  /** SMTP server for mails; SMTP_URL. Empty: mails lie in `data_dir`/outbox. */
  smtp_url: string | null
  /** Seeds the demo retailer into an empty database; HILO_DEMO=0 switches it off. */
  demo: boolean
  /** Which parts this process runs; HILO_ROLES = web,worker. */
  roles: { web: boolean; worker: boolean }
  log_level: string
  /** Requests per second one caller (a credential found good, else an address) may make; RATE_LIMIT. */
  rate_limit_per_s: number
  /** Requests answered at the same time before 503, a quarter of them from one address; MAX_IN_FLIGHT. */
  max_in_flight: number
  /** Encrypts the few secrets that must be read back (TOTP); HILO_SECRET, else a file in `data_dir`. */
  secret: string | null
  /** Starts the sandbox payment provider beside the server; HILO_SANDBOX=0 switches it off. */
  sandbox: boolean
  /** Trusts X-Forwarded-* of the one proxy in front; TRUST_PROXY=1. */
  trust_proxy: boolean
  /** Opens /metrics to whoever brings it as a bearer token; METRICS_TOKEN. Without it only this machine reads them. */
  metrics_token: string | null
  /** Whole months for which it is kept who looked at whom; LOOKS_KEPT_MONTHS. */
  looks_kept_months: number
}

export class ConfigError extends Error {
  constructor(variable: string, problem: string) {
    super(`${variable}: ${problem}`)
    this.name = 'ConfigError'
  }
}

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const port = integer(env, 'PORT', 4100, 0, 65_535)
  const host = env['HOST'] || '127.0.0.1'
  const roles = (env['HILO_ROLES'] || 'web,worker').split(',').map((role) => role.trim())
  const unknown = roles.find((role) => role !== 'web' && role !== 'worker')
  if (unknown !== undefined) throw new ConfigError('HILO_ROLES', `"${unknown}" is neither web nor worker`)
  const schema = env['HILO_SCHEMA'] || 'hilo'
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(schema)) {
    throw new ConfigError('HILO_SCHEMA', 'must be a lower-case name of letters, digits and _')
  }
  return {
    port,
    host,
    data_dir: dataDir(env),
    database_url: url(env, 'DATABASE_URL', ['postgres:', 'postgresql:']),
    schema,
    public_url: url(env, 'PUBLIC_URL', ['http:', 'https:'])?.replace(/\/$/, '') ?? `http://localhost:${port}`,
    smtp_url: url(env, 'SMTP_URL', ['smtp:', 'smtps:']),
    demo: flag(env, 'HILO_DEMO', true),
    roles: { web: roles.includes('web'), worker: roles.includes('worker') },
    log_level: oneOf(env, 'LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'info'),
    rate_limit_per_s: integer(env, 'RATE_LIMIT', 100, 1, 1_000_000),
    max_in_flight: integer(env, 'MAX_IN_FLIGHT', 256, 1, 100_000),
    secret: secret(env, 'HILO_SECRET'),
    sandbox: flag(env, 'HILO_SANDBOX', true),
    trust_proxy: flag(env, 'TRUST_PROXY', false),
    metrics_token: secret(env, 'METRICS_TOKEN'),
    looks_kept_months: integer(env, 'LOOKS_KEPT_MONTHS', 24, 1, 120),
  }
}

function dataDir(env: NodeJS.ProcessEnv): string {
  const given = env['HILO_DATA']
  if (given !== undefined && given.trim() === '') throw new ConfigError('HILO_DATA', 'is empty; leave it out for .data')
  const path = resolve(given ?? '.data')
  if (existsSync(path) && path === '/') throw new ConfigError('HILO_DATA', 'cannot be the root folder')
  return path
}

function integer(env: NodeJS.ProcessEnv, name: string, fallback: number, min: number, max: number): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new ConfigError(name, `"${text}" is not a whole number from ${min} to ${max}`)
  }
  return value
}

function flag(env: NodeJS.ProcessEnv, name: string, fallback: boolean): boolean {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  if (text === '1' || text === 'true') return true
  if (text === '0' || text === 'false') return false
  throw new ConfigError(name, `"${text}" is neither 1 nor 0`)
}

function oneOf(env: NodeJS.ProcessEnv, name: string, values: string[], fallback: string): string {
  const text = env[name] || fallback
  if (!values.includes(text)) throw new ConfigError(name, `"${text}" is none of ${values.join(', ')}`)
  return text
}

function url(env: NodeJS.ProcessEnv, name: string, protocols: string[]): string | null {
  const text = env[name]
  if (text === undefined || text === '') return null
  const parsed = URL.parse(text)
  if (!parsed || !protocols.includes(parsed.protocol)) {
    // The value may hold a password: it is not repeated here.
    throw new ConfigError(name, `is not an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`)
  }
  return text
}

function secret(env: NodeJS.ProcessEnv, name: string): string | null {
  const text = env[name]
  if (text === undefined || text === '') return null
  if (text.length < 32) throw new ConfigError(name, 'must have at least 32 characters')
  return text
}
