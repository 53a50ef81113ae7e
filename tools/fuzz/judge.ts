import type { Ask } from './ask.ts'
import { faultOfValue } from './check.ts'
import type { Api, Operation, Reply } from './document.ts'
import type { Answer } from './wire.ts'

/** What is wrong with an answer: the rule it breaks, and how. */
export type Fault = { rule: string; detail: string }
type Problem = { code?: unknown; status?: unknown; fields?: { field?: string; message?: string }[]; detail?: unknown }

/** Codes that say "not in the form the document asks for": never the answer to what is in that form. */
const OF_FORM = new Set(['bad_input', 'bad_value', 'bad_json', 'bad_request', 'not_allowed', 'unsupported_media_type'])
const LEAK =
  /\bat .{1,200}\.[jt]s:\d+|node_modules|\bselect .{1,200} from |insert into |violates|syntax error at|relation "|ECONNREFUSED|deadlock detected/i

export function judge({ operations, common }: Api, ask: Ask, answer: Answer): Fault[] {
  const { status, headers, text } = answer
  const { operation, stranger, conforms } = ask
  const isHead = ask.sent.method === 'HEAD'
  const body = isHead ? undefined : parse(headers['content-type'], text)
  const done = status >= 200 && status < 400
  const faults: Fault[] = []
  const find = (rule: string, detail: string) => void faults.push({ rule, detail })

  if (status >= 500 || status < 200) find('never 5xx', `${status} ${codeOf(body)}`)
  const documented = operation === null ? undefined : operation.replies.get(status)
  if (documented === undefined && !(operation === null && (common.has(status) || answersElsewhere(operations, ask))))
    find('every status is documented', `${status} ${codeOf(body)}`)
  if (stranger && done && operation?.open === false) find('nothing without a credential', String(status))
  if (conforms === false && done && operation !== null)
    find('what breaks the document is not done', `${ask.what}: ${status}`)
  if (conforms === true && status < 500 && OF_FORM.has(codeOf(body)))
    find('what conforms is not refused for its form', `${status} ${codeOf(body)}: ${reasonOf(body as Problem)}`)
  if (LEAK.test(text) && !done) find('an answer tells nothing of the inside', text.slice(0, 200))
  if (status === 405 && headers.allow === undefined) find('405 names the methods there are', ask.what)
  if (isHead && text !== '') find('HEAD has no body', text.slice(0, 100))
  if (status >= 400 && !isHead) faults.push(...faultsOfProblem(answer, body as Problem | undefined, operation, common))
  if (documented !== undefined && !isHead) faults.push(...faultsOfReply(documented, answer, body))
  return faults
}

/** HEAD and other methods at an address are answered by whatever the document has there. */
const answersElsewhere = (operations: Operation[], { sent: { method, target } }: Ask): boolean =>
  operations.some(
    (one) => (one.method === method || method === 'HEAD') && patternOf(one.path).test(target.split('?')[0] ?? ''),
  )

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`)

function faultsOfProblem(
  { status, headers }: Answer,
  body: Problem | undefined,
  operation: Operation | null,
  common: Api['common'],
): Fault[] {
  if (headers['content-type'] !== 'application/problem+json')
    return [{ rule: 'refusals are problems', detail: `${status} as ${headers['content-type'] ?? 'nothing'}` }]
  const faults: Fault[] = []
  if (body?.status !== status)
    faults.push({ rule: 'refusals are problems', detail: `status ${body?.status} in a ${status}` })
  const code = codeOf(body)
  if (!common.get(status)?.has(code) && !operation?.refusals.has(code))
    faults.push({ rule: 'every code is listed', detail: `${status} ${code}` })
  return faults
}

function faultsOfReply({ types, headers: promised }: Reply, { status, headers, text }: Answer, body: unknown): Fault[] {
  const faults: Fault[] = promised
    .filter((name) => headers[name] === undefined)
    .map((name) => ({ rule: 'documented headers are there', detail: `${status} without ${name}` }))
  const type = String(headers['content-type'] ?? '').split(';')[0] as string
  const schema = types[type]
  if (Object.keys(types).length === 0) {
    if (text !== '') faults.push({ rule: 'bodies are as documented', detail: `${status} has a body` })
  } else if (schema === undefined) faults.push({ rule: 'bodies are as documented', detail: `${status} as ${type}` })
  else if (type.includes('json')) {
    const fault = body === undefined ? 'is not JSON' : faultOfValue(schema, body)
    if (fault !== null) faults.push({ rule: 'bodies are as documented', detail: `${status} ${fault}` })
  }
  return faults
}

function parse(type: string | undefined, text: string): unknown {
  if (!type?.includes('json')) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const codeOf = (body: unknown): string => String((body as Problem | undefined | null)?.code ?? '')

const reasonOf = (body: Problem): string =>
  body.fields?.map(({ field, message }) => `${field?.replaceAll(/\/\d+/g, '/…')} ${message}`).join('; ') ??
  String(body.detail)
