import { readFileSync, readdirSync } from 'node:fs'
import { familyOf } from '../fault/processes.ts'

/** What each act of a run used; of a database on another machine that is not known. */
export type Usage = { server_ms: number; db_ms: number | undefined; statements: number; flights: number }

/** So far: CPU milliseconds by process, since those of a database come and go. */
export type Reading = {
  server_ms: number
  db_ms: ReadonlyMap<number, number>
  statements: number
  flights: number
}

const NS_PER_MS = 1_000_000

/** CPU milliseconds of a process, all its threads (/proc/PID/task/TID/schedstat, proc(5): nanoseconds on a CPU). */
function cpuOf(pid: number): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    const spent = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0])
    return spent.reduce((sum, ns) => sum + Number(ns), 0) / NS_PER_MS
  } catch {
    return 0
  }
}

export type Measured = { url: string; pid: number; postmaster: number | null }

export async function read({ url, pid, postmaster }: Measured): Promise<Reading> {
  const text = await metrics(url)
  const figure = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? 0)
  return {
    server_ms: cpuOf(pid),
    db_ms: new Map((postmaster === null ? [] : familyOf(postmaster)).map((one) => [one, cpuOf(one)])),
    statements: figure('hilo_db_statements_total'),
    flights: figure('hilo_db_flights_total'),
  }
}

export async function metrics(url: string): Promise<string> {
  const response = await fetch(`${url}/metrics`)
  return response.text()
}

/** What each of so many acts used; what a process that has ended since used is not known. */
export function each(before: Reading, after: Reading, acts: number): Usage {
  const db_ms = [...after.db_ms].reduce((sum, [pid, spent]) => sum + spent - (before.db_ms.get(pid) ?? 0), 0)
  return {
    server_ms: (after.server_ms - before.server_ms) / acts,
    db_ms: after.db_ms.size === 0 ? undefined : db_ms / acts,
    statements: (after.statements - before.statements) / acts,
    flights: (after.flights - before.flights) / acts,
  }
}

/** Highest resident memory so far, in megabytes. */
export const peakMemory = (pid: number): number =>
  Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024)

/** Counts of a Prometheus histogram, all labels together: upper bound → how many so far. */
export function buckets(text: string, name: string): Map<number, number> {
  const sums = new Map<number, number>()
  for (const [, bound, count] of text.matchAll(
    new RegExp(`^${name}_bucket\\{[^}]*le="([^"]+)"[^}]*\\} (\\S+)$`, 'gm'),
  )) {
    const upper = bound === '+Inf' ? Infinity : Number(bound)
    sums.set(upper, (sums.get(upper) ?? 0) + Number(count))
  }
  return sums
}

/** The bound in milliseconds below which a share of what came between two readings lies, and how many came. */
export function boundOf(
  before: Map<number, number>,
  after: Map<number, number>,
  share: number,
): { bound_ms: number; heard: number } {
  const since = [...after]
    .map(([bound, count]) => [bound, count - (before.get(bound) ?? 0)] as const)
    .toSorted((a, b) => a[0] - b[0])
  const all = since.at(-1)?.[1] ?? 0
  const bound = since.find(([, count]) => count >= all * share)?.[0] ?? NaN
  return { bound_ms: all === 0 ? NaN : bound * 1_000, heard: all }
}
