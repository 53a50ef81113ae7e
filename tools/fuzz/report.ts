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
}

const BODY_SHOWN = 600

export function openReport(): Report {
  const findings = new Map<string, Finding>()
  const seen = new Map<string, Map<number, number>>()
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
      const statuses = seen.get(name) ?? new Map<number, number>()
      seen.set(name, statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1))
      for (const fault of faults) find(name, fault, exampleOf(ask, answer))
    },
    find,
    findings: () =>
      [...findings.values()].toSorted((a, b) => (`${a.rule}${a.operation}` < `${b.rule}${b.operation}` ? -1 : 1)),
    requests: () => requests,
    seen,
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
