import { EXIT, UsageError } from '../cli/command.ts'
import type { Command, CommandContext } from '../cli/command.ts'
import { show } from '../cli/show.ts'
import type { Operations } from '../index.ts'

type Visit = Operations['runDoctor']['reply']
type Examined = Pick<Visit, 'checked' | 'findings' | 'more'>

/** The server stops that often and says where it is. */
const SECONDS_A_VISIT = 1
const FINDINGS_SHOWN_MAX = 500

/** Looks for counters that do not agree with their ledgers. */
export const command: Command = {
  name: 'doctor',
  summary: 'Recomputes every counter from its ledger and says what differs',
  usage: `usage: hilo doctor [--json]

Goes through the shop in slices, so it can be run while the shop is open; a shop of years takes a minute.
Exit code 1 when something differs. Needs a key with doctor.run.`,
  run: async (args, context) => {
    if (args.length > 0) throw new UsageError(`"${args[0]}" is too much`)
    const { json, print } = context
    const examined = await examine(context)
    const { checked, findings, more } = examined
    if (json) print(JSON.stringify(examined, null, 2))
    else if (findings.length === 0) print(`All is well: ${checked.join(', ')}.`)
    else print(`${show({ items: findings, next: null })}${more > 0 ? `\n… and ${more} more` : ''}`)
    return findings.length === 0 ? EXIT.done : EXIT.refused
  },
}

async function examine({ client, note }: CommandContext): Promise<Examined> {
  const whole: Examined = { checked: [], findings: [], more: 0 }
  const began = performance.now()
  const say = (text: string): void => note(`${((performance.now() - began) / 1_000).toFixed(0).padStart(4)} s  ${text}`)
  let at: string | null = null
  for (let after: string | null = ''; after !== null;) {
    const visit: Visit = await client.runDoctor({ after, seconds: SECONDS_A_VISIT })
    const room = FINDINGS_SHOWN_MAX - whole.findings.length
    whole.checked.push(...visit.checked)
    whole.findings.push(...visit.findings.slice(0, room))
    whole.more += visit.more + Math.max(0, visit.findings.length - room)
    after = visit.next
    if (visit.at !== null && visit.at !== at) {
      at = visit.at
      say(`looking through ${at}${whole.checked.length > 0 ? `; done: ${whole.checked.join(', ')}` : ''}`)
    }
  }
  return whole
}
