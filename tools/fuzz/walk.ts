import { isDeepStrictEqual } from 'node:util'
import { ask, isConforming } from './ask.ts'
import type { Parts } from './ask.ts'
import type { Caller } from './cast.ts'
import { strangers } from './cast.ts'
import { compose, mangle } from './compose.ts'
import type { Operation } from './document.ts'
import { codeOf } from './judge.ts'
import { nounOf } from './memory.ts'
import type { Bundle } from './memory.ts'
import type { Heard, Run } from './run.ts'

/** From answer to answer: what one told is asked on, so that deep addresses are reached; now and then with a fault. */
export async function walk(run: Run, goes_on: () => boolean): Promise<void> {
  let bundle: Bundle | null = null
  while (goes_on()) {
    const operation = chooseOperation(run, bundle)
    const caller = chooseCaller(run, operation, bundle)
    const heard = await step(run, operation, caller, bundle)
    if (heard?.bundle !== undefined && heard.bundle !== null) bundle = heard.bundle
    else if (run.chance.flip(0.2)) bundle = null
  }
}

/** A run that writes over everything, or takes it away, soon has no shop left to walk through. */
const WEIGHTS: Readonly<Record<string, number>> = { PUT: 0.35, DELETE: 0.5 }

const pathNames = (operation: Operation): string[] =>
  operation.parameters.filter(({ in: at }) => at === 'path').map(({ name }) => name)

/** On with the thread of the last answer more often than not; else what was done least often. */
function chooseOperation({ api, chance, report }: Run, bundle: Bundle | null): Operation {
  const successes = ({ name }: Operation): number =>
    [...(report.seen.get(name) ?? [])].reduce(
      (sum, [status, times]) => (status < 300 ? sum + times : sum + times / 8),
      0,
    )
  const facts = bundle?.facts
  const along =
    facts === undefined || chance.flip(0.4)
      ? []
      : api.operations.filter((one) => {
          const names = pathNames(one)
          return names.length > 0 && names.every((name) => facts.has(name))
        })
  const among = along.length > 0 ? along : api.operations
  return chance.weighted(among.map((one) => [one, (WEIGHTS[one.method] ?? 1) / (1 + successes(one))] as const))
}

function chooseCaller({ callers, chance, admitted, ending }: Run, { name }: Operation, bundle: Bundle | null): Caller {
  if (callers.size === 0 || chance.flip(0.03)) return chance.pick(strangers)
  // What ends credentials is left to those who can be replaced for ever: visitors.
  const cheap = ending.has(name) && chance.flip(0.9) ? callers.get('visitor') : undefined
  if (cheap !== undefined) return cheap
  const same = bundle === null ? undefined : callers.get(bundle.caller)
  if (same !== undefined && admitted(name, same.name) !== false && chance.flip(0.6)) return same
  const known = [...callers.values()]
  const welcome = known.filter((caller) => admitted(name, caller.name) !== false)
  return chance.pick(welcome.length > 0 && chance.flip(0.93) ? welcome : known)
}

async function step(run: Run, operation: Operation, caller: Caller, last: Bundle | null): Promise<Heard | null> {
  const { chance, memory } = run
  const names = pathNames(operation)
  const fits = last !== null && names.every((name) => last.facts.has(name))
  const bundle = fits ? last : memory.bundleOf(names, nounOf(operation.path), chance)
  const parts = compose(run, operation, bundle, chance.flip(0.12))
  if (parts === null) return null
  if (chance.flip(0.55)) return asked(run, operation, caller, parts)
  const { what, parts: spoiled, claim = isConforming(operation, spoiled) } = mangle(run, operation, parts)
  return run.send(ask(operation, spoiled, caller, what, claim), spoiled.path)
}

async function asked(run: Run, operation: Operation, caller: Caller, parts: Parts): Promise<Heard> {
  const claim = isConforming(operation, parts)
  const first = await run.send(ask(operation, parts, caller, 'as documented', claim), parts.path)
  const keyed = parts.headers.some(([name]) => name === 'Idempotency-Key')
  if (keyed && caller.good && run.chance.flip(0.15)) await again(run, operation, caller, parts, first)
  return first
}

/** Fields left out are their defaults: then two texts are one request. */
function isTakenAlike({ body: schema }: Operation, one: string, other: unknown): boolean {
  const properties = Object.entries((schema?.['properties'] ?? {}) as Record<string, { default?: unknown }>)
  const defaults = Object.fromEntries(
    properties.flatMap(([name, field]) => ('default' in field ? [[name, field.default]] : [])),
  )
  const taken = (text: unknown) => ({ ...defaults, ...(JSON.parse(String(text)) as object) })
  return isDeepStrictEqual(taken(one), taken(other))
}

/** Whoever did this has no credential any more to ask again with. */
const ENDS_SIGN_IN: ReadonlySet<string> = new Set(['eraseOwnData'])

/** A repeat under the same key gets the first answer; another request under it gets none. */
async function again(run: Run, operation: Operation, caller: Caller, parts: Parts, { answer }: Heard): Promise<void> {
  if (answer.status >= 500 || [0, 401, 429].includes(answer.status)) return
  const { answer: second } = await run.send(ask(operation, parts, caller, 'the same again', null), parts.path)
  const code = (text: string) => codeOf(JSON.parse(text === '' ? '{}' : text))
  const same = answer.status < 300 ? second.text === answer.text : code(second.text) === code(answer.text)
  const example = `${operation.method} ${operation.path} ${String(parts.body)} → ${answer.status} ${answer.text.slice(0, 300)}, then ${second.status} ${second.text.slice(0, 300)}`
  if (second.status === 429) return
  if (second.status === 401 && ENDS_SIGN_IN.has(operation.name)) return
  if (second.status !== answer.status || !same)
    run.report.find(
      operation.name,
      { rule: 'a repeat gets the first answer', detail: `${answer.status}, then ${second.status}` },
      example,
    )
  if (answer.status < 300 && second.headers['idempotent-replayed'] !== 'true')
    run.report.find(
      operation.name,
      { rule: 'a repeat gets the first answer', detail: 'without Idempotent-Replayed' },
      example,
    )
  const other = compose(run, operation, null, false)
  if (answer.status >= 300 || typeof other?.body !== 'string' || isTakenAlike(operation, other.body, parts.body)) return
  const { answer: third } = await run.send(
    ask(operation, { ...parts, body: other.body }, caller, 'another body under the key', null),
    parts.path,
  )
  if (third.status < 300)
    run.report.find(
      operation.name,
      { rule: 'a key belongs to one request', detail: String(third.status) },
      `${example}; then ${other.body} → ${third.status}`,
    )
}
