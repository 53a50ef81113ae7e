import type { Ask } from './ask.ts'
import type { Fault } from './judge.ts'
import type { Answer } from './wire.ts'

export type Finding = { operation: string; rule: string; detail: string; times: number; example: string }
export type Report = {
  note: (ask: Ask, answer: Answer, faults: Fault[]) => void
  /** Something found otherwise than in one answer. */
  find: (operation: string, fault: Fault, example: string) => void
  findings: () => Finding[]
  requests: () => number
  /** How often each operation answered with each status. */
  seen: ReadonlyMap<string, ReadonlyMap<number, number>>
  /** The same by what was refused. */
  refused: ReadonlyMap<string, ReadonlyMap<string, number>>
}

function count<K>(table: Map<string, Map<K, number>>, name: string, key: K): void {
  const row = table.get(name) ?? new Map<K, number>()
  table.set(name, row.set(key, (row.get(key) ?? 0) + 1))
}

const BODY_SHOWN = 600

export function openReport(): Report {
  const findings = new Map<string, Finding>()
  const seen = new Map<string, Map<number, number>>()
  const refused = new Map<string, Map<string, number>>()
  let requests = 0
  const find: Report['find'] = (operation, { rule, detail }, example) => {
    const key = `${operation} ${rule} ${detail}`
    const known = findings.get(key)
    if (known === undefined) findings.set(key, { operation, rule, detail, times: 1, example })
    else known.times += 1
  }
  return {
    note: (ask, answer, faults) => {
      requests += 1
      const name = ask.operation?.name ?? 'elsewhere'
      count(seen, name, answer.status)
      const code = /"code":"([a-z_]+)"/.exec(answer.status >= 400 ? answer.text : '')?.[1]
      if (code !== undefined) count(refused, name, code)
      for (const fault of faults) find(name, fault, exampleOf(ask, answer))
    },
    find,
    findings: () =>
      [...findings.values()].toSorted((a, b) => (`${a.rule}${a.operation}` < `${b.rule}${b.operation}` ? -1 : 1)),
    requests: () => requests,
    seen,
    refused,
  }
}

/** The request to send by hand. Credentials are named, never shown. */
function exampleOf({ caller, what, sent }: Ask, { status, text }: Answer): string {
  const headers = sent.headers
    .filter(([name]) => !['host', 'authorization', 'cookie', 'content-length'].includes(name))
    .map(([name, value]) => `${name}: ${value.slice(0, 100)}`)
  const body = sent.body === null ? '' : ` ${shorten(Buffer.from(sent.body).toString('utf8'), BODY_SHOWN)}`
  return `${what}, as ${caller.name}: ${sent.method} ${shorten(sent.target, 400)} {${headers.join(', ')}}${body} → ${status} ${shorten(text, 400)}`
}

const shorten = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}… (${text.length})` : text
