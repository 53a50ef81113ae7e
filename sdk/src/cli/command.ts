import type { Client } from '../index.ts'

/** What a command is given: the client signed in as configured, and the terminal. */
export type Terminal = {
  env: Record<string, string | undefined>
  /** Print as JSON instead of for people. */
  json: boolean
  print: (text: string) => void
  /** Says something beside the answer (progress, warnings). */
  note: (text: string) => void
  /** Asks the person; `secret` shows nothing of what is typed. */
  ask: (question: string, options?: { secret?: boolean }) => Promise<string>
  readInput: () => Promise<string>
}

export type CommandContext = Terminal & { client: Client; url: string }

/** An extra command: every file of sdk/src/commands exports one as `command`. It wins over an operation of its name. */
export type Command = {
  name: string
  summary: string
  /** What `hilo NAME --help` prints below the summary. */
  usage: string
  /** Answers the exit code. */
  run: (args: string[], context: CommandContext) => Promise<number>
}

/** The exit codes, for scripts. */
export const EXIT = { done: 0, refused: 1, usage: 2, outside: 3, not_signed_in: 4 } as const

/** Wrong use of the command line: said without a stack, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
