import type { Chance } from '../demo/chance.ts'
import type { Ask } from './ask.ts'
import type { Caller } from './cast.ts'
import { nobody } from './cast.ts'
import type { Api } from './document.ts'
import { judge } from './judge.ts'
import { openMemory } from './memory.ts'
import type { Bundle, Memory } from './memory.ts'
import { openReport } from './report.ts'
import type { Report } from './report.ts'
import { openWire } from './wire.ts'
import type { Answer } from './wire.ts'

/** One run: who may call, what was heard, what was found. */
export type Run = {
  api: Api
  chance: Chance
  memory: Memory
  report: Report
  /** Good credentials by name, those that are left. */
  callers: Map<string, Caller>
  send: (ask: Ask, path?: Readonly<Record<string, string>>) => Promise<Heard>
  raw: (what: string, bytes: Uint8Array) => Promise<void>
  /** Operations after which their caller's credential was no good any more. */
  ending: Set<string>
  /** Callers admitted to each operation, and callers sent away. */
  admitted: (operation: string, caller: string) => boolean | null
  close: () => void
}
export type Heard = { answer: Answer; bundle: Bundle | null }

export type RunOptions = {
  url: string
  api: Api
  chance: Chance
  callers: readonly Caller[]
  spared?: Iterable<string>
}

const PAUSE_MAX_S = 5

export function openRun({ url, api, chance, callers, spared = [] }: RunOptions): Run {
  const wire = openWire(url)
  const memory = openMemory()
  const report = openReport()
  const cast = new Map(callers.map((caller) => [caller.name, caller]))
  const admissions = new Map<string, boolean>()
  const last = new Map<string, string>()
  const ending = new Set<string>()
  memory.spare(spared)

  /** Whoever was good and is no longer is followed by the next of their kind. */
  async function replace(caller: Caller): Promise<void> {
    ending.add(last.get(caller.name) ?? '')
    const next = await caller.renew()
    if (next === null) cast.delete(caller.name)
    else cast.set(caller.name, next)
  }

  async function send(ask: Ask, path: Readonly<Record<string, string>> = {}): Promise<Heard> {
    const { operation, caller } = ask
    const answer = await wire.send(ask.sent).catch((error: unknown) => silence(error))
    report.note(ask, answer, judge(api, ask, answer))
    if (operation !== null) {
      const known = `${operation.name} ${caller.name}`
      if (answer.status === 403) admissions.set(known, admissions.get(known) ?? false)
      else if (answer.status !== 401) admissions.set(known, true)
    }
    if (caller.good && answer.status === 401 && answer.text.includes('bad_credential')) await replace(caller)
    if (operation !== null) last.set(caller.name, operation.name)
    if (answer.status === 429 && operation?.replies.has(429)) await rest(answer)
    return { answer, bundle: operation === null ? null : learn(ask, answer, path) }
  }

  function learn(
    { operation, caller }: Ask,
    { status, headers, text }: Answer,
    path: Readonly<Record<string, string>>,
  ) {
    const isJson = String(headers['content-type']).startsWith('application/json')
    if (operation === null || status >= 300 || !isJson || text === '') return null
    return memory.learn(operation, caller.name, JSON.parse(text), path)
  }

  return {
    api,
    chance,
    memory,
    report,
    callers: cast,
    ending,
    send,
    raw: async (what, bytes) => {
      const sent = {
        method: 'RAW',
        target: Buffer.from(bytes.subarray(0, 80)).toString('latin1'),
        headers: [],
        body: null,
      }
      const ask: Ask = { operation: null, caller: nobody, what, conforms: null, stranger: true, sent }
      const answer = await wire.raw(bytes).catch((error: unknown) => silence(error))
      report.note(ask, answer, judge(api, ask, answer))
    },
    admitted: (operation, caller) => admissions.get(`${operation} ${caller}`) ?? null,
    close: wire.close,
  }
}

/** No answer is an answer: a status below every documented one. */
const silence = (error: unknown): Answer => ({ status: 0, headers: {}, text: String((error as Error).message) })

/** The limit per caller lets a few more through each second; limits of attempts are longer than any run waits. */
async function rest({ headers }: Answer): Promise<void> {
  const seconds = Number(headers['retry-after'] ?? 1)
  if (seconds <= PAUSE_MAX_S) await new Promise((done) => setTimeout(done, seconds * 1_000))
}
