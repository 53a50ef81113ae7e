import { drawsOf } from './draws.ts'
import { agent } from './players/agent.ts'
import { caller } from './players/caller.ts'
import { clerk } from './players/clerk.ts'
import { debtor } from './players/debtor.ts'
import { picker } from './players/picker.ts'
import { shopper } from './players/shopper.ts'
import { stockman } from './players/stockman.ts'
import { till } from './players/till.ts'
import type { Act, World } from './world.ts'

const ROLES = {
  shoppers: shopper,
  agents: agent,
  callers: caller,
  clerks: clerk,
  tills: till,
  pickers: picker,
  stockmen: stockman,
  debtors: debtor,
} satisfies Record<string, (world: World) => Promise<Act>>

export type Cast = Partial<Record<keyof typeof ROLES, number>>

/** So many of each role, who all do what they do at once until it is over; answers how often each did. */
export async function play(
  world: World,
  { cast, seed, over }: { cast: Cast; seed: number; over: () => boolean },
): Promise<Record<string, number>> {
  const done: Record<string, number> = {}
  const people = (Object.entries(cast) as [keyof Cast, number][]).flatMap(([role, count]) =>
    Array.from({ length: count }, async (_, n) => {
      const draws = drawsOf(seed * 1_000 + role.length * 100 + n)
      const step = await ROLES[role](world)
      while (!over()) {
        await step(draws)
        done[role] = (done[role] ?? 0) + 1
      }
    }),
  )
  await Promise.all(people)
  return done
}
