import { parseArgs } from 'node:util'
import { EXIT } from '../cli/command.ts'
import type { Command, CommandContext } from '../cli/command.ts'
import { saveSession } from '../cli/session.ts'
import { HiloError } from '../index.ts'

type SignedIn = { token: string; expires_at: string; staff: { name: string; role: string } }

/** Keeps a session of a person of the retailer for the next commands. */
export const command: Command = {
  name: 'sign-in',
  summary: 'Signs you in and keeps the session (~/.config/hilo/session.json)',
  usage: `usage: hilo sign-in [--email you@example.com]

Asks for what is missing: the password (or HILO_PASSWORD), one of your own where you were given one, and the
code of your authenticator app where one is set up.`,
  run: async (args, context) => {
    const { values } = parseArgs({ args, options: { email: { type: 'string' } }, strict: true })
    const email = values.email ?? (await context.ask('E-mail: '))
    const password = context.env['HILO_PASSWORD'] ?? (await context.ask('Password: ', { secret: true }))
    const { token, expires_at, staff } = await signIn(context, { email, password })
    const file = await saveSession(context.env, { url: context.url, token, expires_at, name: staff.name })
    context.print(`Signed in to ${context.url} as ${staff.name} (${staff.role}); kept in ${file}`)
    return EXIT.done
  },
}

type Input = { email: string; password: string; new_password?: string; totp_code?: string }

/** Asks for what the server misses, each once. */
async function signIn(context: CommandContext, input: Input): Promise<SignedIn> {
  const { client, ask, note } = context
  try {
    return (await client.call('signIn', input)) as SignedIn
  } catch (error) {
    const code = error instanceof HiloError ? error.code : null
    if (code === 'password_given' && input.new_password === undefined) {
      note('The password you were given is to begin with: choose one that only you know.')
      return signIn(context, { ...input, new_password: await ask('Your new password: ', { secret: true }) })
    }
    if (code === 'totp_required' && input.totp_code === undefined) {
      const totp_code = (await ask('Code of your authenticator app: ')).replaceAll(' ', '')
      return signIn(context, { ...input, totp_code })
    }
    throw error
  }
}
