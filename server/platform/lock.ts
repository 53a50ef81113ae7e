import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from './config.ts'

/** One server per data folder: the second one says who has it. A lock left by a crash is taken over. */
export function lockFolder(data_dir: string): () => void {
  mkdirSync(data_dir, { recursive: true })
  const file = join(data_dir, 'hilo.pid')
  const take = () => writeFileSync(file, `${process.pid} ${bornAt(process.pid)}`, { flag: 'wx' })
  try {
    take()
  } catch {
    const [pid = 0, born] = readFileSync(file, 'utf8').split(' ').map(Number)
    if (alive(pid) && bornAt(pid) === born) {
      throw new ConfigError(
        'HILO_DATA',
        `${data_dir} is already in use by a running server (process ${pid}). Stop it, or choose another folder and PORT.`,
      )
    }
    rmSync(file, { force: true })
    take()
  }
  return () => rmSync(file, { force: true })
}

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
