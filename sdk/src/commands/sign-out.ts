import { EXIT } from '../cli/command.ts'
import type { Command } from '../cli/command.ts'
import { forgetSession } from '../cli/session.ts'
import { HiloError } from '../index.ts'

/** Ends the kept session, here and at the server. */
export const command: Command = {
  name: 'sign-out',
  summary: 'Ends the kept session',
  usage: 'usage: hilo sign-out',
  run: async (_args, { client, env, print }) => {
    try {
      await client.call('signOut')
    } catch (error) {
      // A session the server no longer knows is over already.
      if (!(error instanceof HiloError && error.status === 401)) throw error
    } finally {
      await forgetSession(env)
    }
    print('Signed out.')
    return EXIT.done
  },
}
