import { inSources, matches } from '../house.ts'
import type { Problem, Rule } from '../house.ts'

export const FILE_LINES_MAX = 300
export const FUNCTION_LINES_MAX = 70

type FunctionSpan = { line: number; lines: number; name: string }

/**
 * Functions of formatted code: from a line that opens one to the first `}` with the same indent. The
 * lines of functions inside it are theirs, not its own.
 */
export function functionSpans(code: string): FunctionSpan[] {
  const lines = code.split('\n')
  const spans = lines.flatMap((line, at) => {
    if (!/(=>|\)|\): .+)\s*\{$/.test(line) || /^\s*(?:if|for|while|switch|try|catch|else|do|\} )/.test(line)) return []
    const indent = /^\s*/.exec(line)?.[0] ?? ''
    const end = lines.findIndex((other, place) => place > at && other.startsWith(`${indent}}`))
    const name = /(?:function\s*\*?\s*|const |async )?(\w+)\s*(?:[(<=:])/.exec(line.trim())?.[1] ?? 'function'
    return end < 0 ? [] : [{ line: at + 1, lines: end - at + 1, name, end: end + 1 }]
  })
  const inside = (outer: (typeof spans)[number], line: number): boolean => line > outer.line && line < outer.end
  return spans.map((outer) => {
    const nested = spans.filter((span) => inside(outer, span.line))
    const direct = nested.filter((span) => !nested.some((other) => other !== span && inside(other, span.line)))
    return {
      line: outer.line,
      name: outer.name,
      lines: outer.lines - direct.reduce((sum, span) => sum + span.lines, 0),
    }
  })
}

const linesOf = (text: string): number => text.replace(/\n$/, '').split('\n').length
const LONG = 'x()\n'.repeat(FUNCTION_LINES_MAX - 1)

export const codeRules: Rule[] = [
  {
    name: 'file-size',
    says: `A file has at most ${FILE_LINES_MAX} lines.`,
    check: ({ sources }) =>
      sources
        .filter(({ text }) => linesOf(text) > FILE_LINES_MAX)
        .map(({ path, text }) => ({ path, line: linesOf(text), found: `${linesOf(text)} lines` })),
    bad: [{ 'server/main.ts': 'x()\n'.repeat(FILE_LINES_MAX + 1) }],
    good: [{ 'server/main.ts': 'x()\n'.repeat(FILE_LINES_MAX) }],
  },
  {
    name: 'function-size',
    says: `A function has at most ${FUNCTION_LINES_MAX} lines.`,
    check: inSources(({ code, test }) =>
      (test ? [] : functionSpans(code))
        .filter(({ lines }) => lines > FUNCTION_LINES_MAX)
        .map(({ line, lines, name }) => ({ line, found: `${name} has ${lines} lines` })),
    ),
    bad: [
      { 'server/main.ts': `export async function start(): Promise<void> {\n${LONG}${LONG}}\n` },
      { 'server/main.ts': `export const start = async (port: number): Promise<void> => {\n${LONG}${LONG}}\n` },
    ],
    good: [
      { 'server/main.ts': `const a = () => {\n  b()\n}\n\nconst table = {\n${LONG}}\n` },
      { 'server/main.ts': `function openBox() {\n  const a = () => {\n    x()\n  }\n${LONG.slice(20)}}` },
    ],
  },
  {
    name: 'erasable-only',
    says: 'No TypeScript enum or namespace: Node only strips types.',
    check: inSources(({ code }) =>
      matches(code, /^\s*(?:export\s+)?(?:declare\s+)?(?:const\s+)?(?:enum|namespace)\s+\w+\s*\{/m),
    ),
    bad: [{ 'server/main.ts': 'export enum Kind {\n  A,\n}' }, { 'sdk/src/x.ts': 'namespace Money {}' }],
    good: [{ 'server/main.ts': '// an enum Kind {\nconst namespace = 1' }],
  },
  {
    name: 'named-exports',
    says: 'No default exports: a thing has one name everywhere. Only config files must.',
    check: inSources(({ code, path }) =>
      path.endsWith('.config.ts') ? [] : matches(code, /^export default\b|\bas default\b/m),
    ),
    bad: [{ 'server/main.ts': 'export default function start() {}' }],
    good: [{ 'vitest.config.ts': 'export default {}', 'server/main.ts': `const text = 'export default'` }],
  },
  {
    name: 'no-clock',
    says: 'Modules never read the clock: ctx.now is given.',
    check: inSources(({ module, test, code }) =>
      module === null || test ? [] : matches(code, /\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(/),
    ),
    bad: [
      { 'server/modules/carts/add.ts': 'const at = Date.now()' },
      { 'server/modules/carts/add.ts': 'const at = new Date()' },
    ],
    good: [{ 'server/modules/carts/add.ts': 'const at = new Date(ctx.now.getTime() + 1) // not Date.now()' }],
  },
  {
    name: 'one-door-outward',
    says: 'The server calls out through platform/outward.ts alone, which knows where an address may lead; nobody imports all of node:http.',
    check: inSources(({ path, test, text, code }) =>
      !path.startsWith('server/') || test
        ? []
        : [
            ...matches(code, /(?<![.\w])fetch\(|\bnew (?:WebSocket|EventSource)\(/),
            ...matches(text, /\bimport (?!type )[^'\n]*from '(?:node:)?(?:https?|http2|undici|axios|got|node-fetch)'/),
            // The names of statuses call nobody.
            ...(path === 'server/platform/outward.ts'
              ? []
              : matches(text, /^(?!const \{ STATUS_CODES \} = ).*getBuiltinModule\('(?:node:)?(?:https?|http2)'\)/m)),
          ],
    ),
    bad: [
      { 'server/modules/payments/ask.ts': 'const answer = await fetch(url)' },
      { 'server/platform/ask.ts': "import { request } from 'node:https'" },
      { 'server/platform/outward.ts': "import { request } from 'node:https'" },
      { 'server/platform/ask.ts': "const { request } = process.getBuiltinModule('node:https')" },
    ],
    good: [
      {
        'server/platform/outward.ts': "const { request } = process.getBuiltinModule('node:https')",
        'server/modules/payments/ask.ts': 'await callOutward(url) // not fetch(url)\nrepository.fetch(1)',
        'server/platform/words.ts':
          "const { STATUS_CODES } = process.getBuiltinModule('node:http')\nimport type { ServerResponse } from 'node:http'",
        'tools/story.ts': 'await fetch(url)',
      },
    ],
  },
  {
    name: 'all-tests-run',
    says: 'No test is skipped or singled out.',
    check: inSources(({ test, code }) =>
      test ? matches(code, /\b(?:it|test|describe|suite)(?:\.\w+)*\.(?:only|skip|todo|fails)\b/) : [],
    ),
    bad: [
      { 'server/a.test.ts': `it.only('x', () => {})` },
      { 'server/a.test.ts': `describe.concurrent.skip('x', () => {})` },
    ],
    good: [{ 'server/a.test.ts': `it('does not use it.only(', () => {})` }],
  },
  {
    name: 'door-re-exports',
    says: 'A door (index.ts) only re-exports, name by name.',
    check: inSources(({ path, code }) =>
      /^server\/modules\/[^/]+\/index\.ts$/.test(path)
        ? matches(code, /^(?!export (?:type )?\{|\s|\}|$).+/m)
            .concat(matches(code, /^export \*.*/m))
            .filter(once)
        : [],
    ),
    bad: [
      { 'server/modules/carts/index.ts': 'export const x = 1' },
      { 'server/modules/carts/index.ts': `export * from './add.ts'` },
    ],
    good: [
      {
        'server/modules/carts/index.ts': `// the door\nexport { add } from './add.ts'\nexport type {\n  Cart,\n} from './cart.ts'\n`,
      },
    ],
  },
]

function once(problem: Omit<Problem, 'path'>, place: number, all: Omit<Problem, 'path'>[]): boolean {
  return all.findIndex(({ line }) => line === problem.line) === place
}
