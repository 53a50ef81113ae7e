import type { House, HouseOptions } from './house.ts'
import { openHouse } from './house.ts'
import { reckon } from './reckoning.ts'

/** What a run of a fault is told. Everything is drawn from the seed but the speed of the machine. */
export type Wishes = { times: number; seconds: number; seed: number; say: (line: string) => void }

/** What it did, how often, and everything that was not as it must be. */
export type Outcome = { did: string; findings: string[] }

export type Fault = {
  name: string
  says: string
  /** Used where the command line does not say. */
  times: number
  seconds: number
  /** Where it happens, when an ordinary house will not do: what it needs, and how to clear it away. */
  place?: () => Promise<{ options: Partial<HouseOptions>; clear: () => Promise<void> | void }>
  strike: (house: House, wishes: Wishes) => Promise<Outcome>
}

/** This machine cannot do it, and why. */
export class Impossible extends Error {}

/** In a house of its own, with the reckoning afterwards. */
export async function run(fault: Fault, wishes: Wishes): Promise<Outcome> {
  const place = await fault.place?.()
  try {
    const house = await openHouse({ seed: wishes.seed, ...place?.options })
    try {
      return await runIn(house, fault, wishes)
    } finally {
      await house.close()
    }
  } finally {
    await place?.clear()
  }
}

/** In a house that others have struck before. */
export async function runIn(house: House, fault: Fault, wishes: Wishes): Promise<Outcome> {
  const { did, findings } = await fault.strike(house, wishes)
  return { did, findings: [...findings, ...(await reckon(house))] }
}
