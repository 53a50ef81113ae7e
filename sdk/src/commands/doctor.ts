import { EXIT, UsageError } from '../cli/command.ts'
import type { Command } from '../cli/command.ts'
import { show } from '../cli/show.ts'

/** Looks for counters that do not agree with their ledgers. */
export const command: Command = {
  name: 'doctor',
  summary: 'Recomputes every counter from its ledger and says what differs',
  usage: 'usage: hilo doctor [--json]\n\nExit code 1 when something differs. Needs a key with doctor.run.',
  run: async (args, { client, json, print }) => {
    if (args.length > 0) throw new UsageError(`"${args[0]}" is too much`)
    const { checked, findings } = await client.runDoctor()
    if (json) print(JSON.stringify({ checked, findings }, null, 2))
    else if (findings.length === 0) print(`All is well: ${checked.join(', ')}.`)
    else print(show({ items: findings, next: null }))
    return findings.length === 0 ? EXIT.done : EXIT.refused
  },
}
