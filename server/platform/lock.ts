import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from './config.ts'

/** One server per data folder: the second one says who has it. A lock left by a crash is taken over. */
export function lockFolder(data_dir: string): () => void {
  mkdirSync(data_dir, { recursive: true })
  const file = join(data_dir, 'hilo.pid')
  const take = () => writeFileSync(file, String(process.pid), { flag: 'wx' })
  try {
    take()
  } catch {
    const pid = Number(readFileSync(file, 'utf8'))
    if (alive(pid)) {
      throw new ConfigError('HILO_DATA', `${data_dir} is already in use by a running server (process ${pid}). Stop it, or choose another folder and PORT.`)
    }
    rmSync(file, { force: true })
    take()
  }
  return () => rmSync(file, { force: true })
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // After a crash the number may belong to a stranger by now.
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('server/main.ts') || pid === process.pid
  } catch {
    return false
  }
}
