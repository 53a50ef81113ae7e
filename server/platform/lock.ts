import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from './config.ts'

/** One server per data folder: the second one says who has it. A lock left by a crash is taken over. */
export function lockFolder(data_dir: string): () => void {
  mkdirSync(data_dir, { recursive: true })
  const file = join(data_dir, 'hilo.pid')
  const mine = `${file}.${randomUUID()}`
  writeFileSync(mine, `${process.pid} ${bornAt(process.pid)}`)
  try {
    if (!put(mine, file)) takeOver(data_dir, mine, file)
  } finally {
    rmSync(mine, { force: true })
  }
  return () => rmSync(file, { force: true })
}

/**
 * Of several who find the same old lock one removes it, and looks again before: what another took meanwhile is no old
 * lock. Only a crash in here, followed by two starts at the same moment, could still let both in.
 */
function takeOver(data_dir: string, mine: string, file: string): void {
  mustBeLeft(data_dir, file)
  const turn = `${file}.turn`
  if (!put(mine, turn)) {
    mustBeLeft(data_dir, turn)
    rmSync(turn, { force: true })
    if (!put(mine, turn)) throw inUse(data_dir, turn)
  }
  try {
    mustBeLeft(data_dir, file)
    rmSync(file, { force: true })
    if (!put(mine, file)) throw inUse(data_dir, file)
  } finally {
    rmSync(turn, { force: true })
  }
}

/** False if there is one already. A link appears with its text in it: nobody reads a lock that is half written. */
function put(mine: string, file: string): boolean {
  try {
    linkSync(mine, file)
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return false
  }
  // Some shared folders know no links.
  try {
    writeFileSync(file, readFileSync(mine), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return false
    throw error
  }
}

function mustBeLeft(data_dir: string, file: string): void {
  const [pid, born] = holderOf(file)
  if (alive(pid) && bornAt(pid) === born) throw inUse(data_dir, file)
}

/** Gone meanwhile is nobody's. */
function holderOf(file: string): [pid: number, born: number | undefined] {
  try {
    const [pid = 0, born] = readFileSync(file, 'utf8').split(' ').map(Number)
    return [pid, born]
  } catch {
    return [0, undefined]
  }
}

const inUse = (data_dir: string, file: string): ConfigError =>
  new ConfigError(
    'HILO_DATA',
    `${data_dir} is already in use by a running server (process ${holderOf(file)[0]}). Stop it, or choose another folder and PORT.`,
  )

function alive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    // It lives, but belongs to another user.
    return (error as { code?: string }).code === 'EPERM'
  }
}

/**
 * After a crash the number of a process may be given to a stranger, but not with the same moment of birth:
 * in ticks since the machine started (proc_pid_stat(5), field 22), counted after the name, which may hold
 * anything. 0 where there is no /proc.
 */
function bornAt(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19])
  } catch {
    return 0
  }
}
