import { kebab } from './arguments.ts'
import type { Command } from './command.ts'
import type { OperationHelp } from './help.gen.ts'

const LINE = 96

export function usageOfAll(operations: Record<string, OperationHelp>, commands: Command[]): string {
  const named = new Set(commands.map(({ name }) => name))
  const rows = Object.entries(operations)
    .map(([name, { summary }]) => [kebab(name), summary] as const)
    .filter(([name]) => !named.has(name))
  const width = Math.max(...rows.map(([name]) => name.length), ...commands.map(({ name }) => name.length))
  const list = (all: readonly (readonly [string, string])[]): string =>
    all.map(([name, says]) => `  ${name.padEnd(width)}  ${says}`).join('\n')
  return `hilo: the command line of a Hilo server

usage: hilo <command> [--field value …] [--json]
       hilo <command> --help

${list(commands.map(({ name, summary }) => [name, summary]))}

Every operation of the API:
${list(rows)}

HILO_URL names the server (http://127.0.0.1:4100), HILO_TOKEN or HILO_KEY the credential; \`hilo sign-in\`
keeps a session instead. HILO_CHANNEL names the channel. Exit codes: 0 done, 1 refused, 2 wrong use,
3 server or network failed, 4 not signed in.`
}

export function usageOf(name: string, { summary, description, refusals, fields }: OperationHelp): string {
  const words = fields.filter(({ place }) => place === 'path').map((field) => ` <${field.name}>`)
  const width = Math.max(0, ...fields.map((field) => kebab(field.name).length))
  const rows = fields.map(({ name: field, required, shown }) =>
    `  --${kebab(field).padEnd(width)}  ${required ? 'required  ' : '          '}${shown}`.slice(0, LINE * 2),
  )
  return [
    `usage: hilo ${kebab(name)}${words.join('')}${fields.length > words.length ? ' [--field value …]' : ''} [--json]`,
    '',
    `${summary}. ${description}`.replace('..', '.'),
    ...(refusals.length > 0 ? [`Refused: ${refusals.join(', ')}.`] : []),
    ...(rows.length > 0
      ? ['', ...rows, '', 'JSON fields also take @file or - (piped in); --input takes the whole input as JSON.']
      : []),
  ].join('\n')
}
