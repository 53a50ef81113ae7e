import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { HiloError, createClient } from '../index.ts'
import type { OperationName } from '../index.ts'
import { kebab, readInput } from './arguments.ts'
import { EXIT, UsageError } from './command.ts'
import type { Command, CommandContext, Terminal } from './command.ts'
import { help } from './help.gen.ts'
import { settings } from './session.ts'
import { show } from './show.ts'
import { usageOf, usageOfAll } from './usage.ts'

const COMMANDS = join(import.meta.dirname, '../commands')
const VALUE_OF_STDIN = /^(?:--[\w-]+=)?-$/

/** Runs one command line and answers its exit code; never throws. */
export async function run(args: string[], terminal: Omit<Terminal, 'json'>): Promise<number> {
  const json = args.includes('--json')
  const [name = '', ...rest] = args.filter((arg) => arg !== '--json')
  try {
    return await dispatch(name, rest, { ...terminal, json })
  } catch (error) {
    return sayFailure(error, terminal, json)
  }
}

async function dispatch(name: string, rest: string[], terminal: Terminal): Promise<number> {
  const commands = await loadCommands()
  const wantsHelp = rest.includes('--help') || rest.includes('-h')
  if (name === '' || name === 'help' || name === '--help' || name === '-h') {
    terminal.print(usageOfAll(help, commands))
    return name === '' ? EXIT.usage : EXIT.done
  }
  const command = commands.find((candidate) => candidate.name === name)
  const operation = Object.keys(help).find((candidate) => kebab(candidate) === name || candidate === name)
  if (command === undefined && operation === undefined)
    throw new UsageError(`there is no command "${name}"; hilo --help lists them`)
  if (wantsHelp) {
    terminal.print(
      command ? `${command.summary}\n\n${command.usage}` : usageOf(operation as string, helpOf(operation as string)),
    )
    return EXIT.done
  }
  const context = await contextOf(terminal)
  return command ? command.run(rest, context) : callOperation(operation as OperationName, rest, context)
}

const helpOf = (operation: string): NonNullable<(typeof help)[string]> =>
  help[operation] as NonNullable<(typeof help)[string]>

async function callOperation(operation: OperationName, args: string[], context: CommandContext): Promise<number> {
  const stdin = args.some((arg) => VALUE_OF_STDIN.test(arg)) ? await context.readInput() : ''
  const answer = await context.client.call(operation, readInput(helpOf(operation), args, stdin))
  context.print(context.json ? JSON.stringify(answer ?? null, null, 2) : show(answer))
  return EXIT.done
}

async function contextOf(terminal: Terminal): Promise<CommandContext> {
  const { url, token } = await settings(terminal.env)
  const channel = terminal.env['HILO_CHANNEL']
  const client = createClient({ url, ...(token ? { token } : {}), ...(channel ? { channel } : {}) })
  return { ...terminal, client, url }
}

async function loadCommands(): Promise<Command[]> {
  const files = (await readdir(COMMANDS)).filter((file) => /^[\w-]+\.ts$/.test(file)).toSorted()
  return Promise.all(files.map(async (file) => ((await import(join(COMMANDS, file))) as { command: Command }).command))
}

function sayFailure(error: unknown, { print, note }: Omit<Terminal, 'json'>, json: boolean): number {
  if (error instanceof HiloError) {
    if (json) print(JSON.stringify(error.problem, null, 2))
    note(`${error.code}: ${error.message}`)
    if (error.status === 401) note('`hilo sign-in`, or set HILO_TOKEN or HILO_KEY')
    return error.status === 401 ? EXIT.not_signed_in : error.status >= 500 ? EXIT.outside : EXIT.refused
  }
  if (error instanceof UsageError) {
    note(error.message)
    return EXIT.usage
  }
  const cause = (error as { cause?: { message?: string; code?: string } }).cause
  note(`${(error as Error).message}${cause ? `: ${cause.message || cause.code}` : ''}`)
  return EXIT.outside
}
