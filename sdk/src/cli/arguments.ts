import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { UsageError } from './command.ts'
import type { FieldHelp, OperationHelp } from './help.gen.ts'

export const kebab = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('_', '-')

type Options = Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>

/**
 * The input of an operation from `--field value`: words of the path may also stand by themselves, in
 * order; fields that hold more than a word take JSON or @file; `--input` takes the whole as JSON.
 */
export function readInput(operation: OperationHelp, args: string[], stdin = ''): Record<string, unknown> {
  const options: Options = { input: { type: 'string' } }
  for (const { name, kind } of operation.fields) {
    options[kebab(name)] = { type: kind === 'boolean' ? 'boolean' : 'string', multiple: kind === 'texts' }
  }
  const { values, positionals } = parse(args, options)
  const input: Record<string, unknown> = values['input'] === undefined ? {} : whole(String(values['input']), stdin)
  const inPath = operation.fields.filter((field) => field.place === 'path' && values[kebab(field.name)] === undefined)
  if (positionals.length > inPath.length) throw new UsageError(`"${positionals[inPath.length]}" is too much`)
  positionals.forEach((word, place) => (input[(inPath[place] as FieldHelp).name] = word))
  for (const field of operation.fields) {
    const given = values[kebab(field.name)]
    if (given !== undefined) input[field.name] = valueOf(field, given, stdin)
  }
  const missing = operation.fields.filter(({ name, required }) => required && input[name] === undefined)
  if (missing.length > 0) throw new UsageError(`needs ${missing.map(({ name }) => `--${kebab(name)}`).join(', ')}`)
  return input
}

const isDashedValue = (arg: string): boolean => /^-(\d|$)/.test(arg)
const isBareOption = (arg: string | undefined): boolean => arg !== undefined && /^--[^=]+$/.test(arg)

type Given = string | boolean | (string | boolean)[]

function parse(args: string[], options: Options): { values: Record<string, Given | undefined>; positionals: string[] } {
  const dashed = args.map((arg) =>
    arg.startsWith('--') ? arg.replace(/^[^=]+/, (name) => name.replaceAll('_', '-')) : arg,
  )
  // `--change -3` and `--hours -` are values, not options.
  const joined = dashed.flatMap((arg, place) => {
    if (isDashedValue(arg) && isBareOption(dashed[place - 1])) return []
    const next = dashed[place + 1]
    return next !== undefined && isDashedValue(next) && isBareOption(arg) ? [`${arg}=${next}`] : [arg]
  })
  try {
    return parseArgs({ args: joined, options, allowPositionals: true, allowNegative: true, strict: true })
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0] as string)
  }
}

function valueOf({ name, kind, shown }: FieldHelp, given: Given, stdin: string): unknown {
  if (kind === 'boolean' || kind === 'texts') return given
  const text = contentOf(String(given), stdin)
  if (text === 'null' && /\bnull\b/.test(shown)) return null
  if (kind === 'number') {
    if (text.trim() === '' || Number.isNaN(Number(text))) throw new UsageError(`--${kebab(name)} must be a number`)
    return Number(text)
  }
  return kind === 'json' ? json(text, `--${kebab(name)}`) : text
}

function whole(given: string, stdin: string): Record<string, unknown> {
  const value = json(contentOf(given, stdin), '--input')
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new UsageError('--input must be a JSON object')
  return { ...value }
}

function json(text: string, option: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`${option} must be JSON`)
  }
}

/** `@file` reads a file, `-` what is piped in. */
function contentOf(given: string, stdin: string): string {
  if (given === '-') return stdin
  if (!given.startsWith('@')) return given
  try {
    return readFileSync(given.slice(1), 'utf8')
  } catch {
    throw new UsageError(`${given.slice(1)} cannot be read`)
  }
}
