import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runningServer } from '../../server/platform/postgres.ts'

/** The database of a folder: its first process and all that came of it; none where it does not run. */
export function databaseProcesses(data_dir: string): number[] {
  const first = runningServer(join(data_dir, 'postgres'))?.pid
  return first === undefined ? [] : familyOf(first)
}

/** A process and all that it began. */
export function familyOf(first: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return [first, ...pids.map(Number).filter((pid) => parentOf(pid) === first)]
}

/** proc_pid_stat(5), field 4; counted after the name, which may hold anything. */
export function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return 0
  }
}

/** To all of them; who has gone meanwhile needs none. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal)
    } catch {
      // It has gone.
    }
  }
}

export async function goneWithin(pids: readonly number[], ms: number): Promise<void> {
  const until = performance.now() + ms
  while (pids.some(lives)) {
    if (performance.now() > until)
      throw new Error(`processes ${pids.filter(lives).join(', ')} did not end within ${ms} ms`)
    await new Promise((done) => setTimeout(done, 10))
  }
}

/** Dead and not yet fetched by its parent (state Z) is gone. */
function lives(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z'
  } catch {
    return false
  }
}
