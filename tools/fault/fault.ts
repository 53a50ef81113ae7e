/** What a run of a fault is told. Everything is drawn from the seed but the speed of the machine. */
export type Wishes = { times: number; seconds: number; seed: number; say: (line: string) => void }

/** What it did, how often, and everything that was not as it must be; `skipped` says why this machine cannot do it. */
export type Outcome = { did: string; findings: string[]; skipped?: string }

export type Fault = {
  name: string
  says: string
  /** Used where the command line does not say. */
  times: number
  seconds: number
  run: (wishes: Wishes) => Promise<Outcome>
}

export const defineFault = (fault: Fault): Fault => fault
