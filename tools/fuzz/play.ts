import { chanceOf } from '../demo/chance.ts'
import { readApi, readDocument } from './document.ts'
import type { Document } from './document.ts'
import type { Finding } from './report.ts'
import type { Cast } from './recruit.ts'
import { openRun } from './run.ts'
import { speakRaw, sweep } from './sweep.ts'
import { walk } from './walk.ts'

export type Fuzzed = {
  findings: Finding[]
  requests: number
  operations: number
  /** Operations that were done at least once, by name. */
  done: Set<string>
  seen: ReadonlyMap<string, ReadonlyMap<number, number>>
  refused: ReadonlyMap<string, ReadonlyMap<string, number>>
}
export type Fuzzing = {
  url: string
  seed: number
  seconds: number
  /** Ends after so many, if the time allows them: the same on a slow machine. */
  requests_max?: number
  cast: Cast
  document?: Document
  /** Ends the run before its time. */
  enough?: (findings: Finding[]) => boolean
}

/** A part of it first walks, so that the sweep finds things that exist; the rest walks on. */
const WARM_UP = 0.25

export async function fuzz({
  url,
  seed,
  seconds,
  requests_max = Number.POSITIVE_INFINITY,
  cast,
  document = readDocument(),
  enough = () => false,
}: Fuzzing): Promise<Fuzzed> {
  const api = readApi(document)
  const run = openRun({ url, api, chance: chanceOf(`fuzz ${seed}`), callers: cast.callers, spared: cast.spared })
  const began = performance.now()
  const spent = () => Math.max((performance.now() - began) / (seconds * 1_000), run.report.requests() / requests_max)
  const within = (share: number) => () => spent() < share && !enough(run.report.findings())
  try {
    await walk(run, within(WARM_UP))
    await speakRaw(run)
    await sweep(run, within(1 - WARM_UP), [cast.ended])
    await walk(run, within(1))
  } finally {
    run.close()
  }
  const done = [...run.report.seen].filter(([, statuses]) =>
    [...statuses.keys()].some((status) => status >= 200 && status < 300),
  )
  return {
    findings: run.report.findings(),
    requests: run.report.requests(),
    operations: api.operations.length,
    done: new Set(done.map(([name]) => name)),
    seen: run.report.seen,
    refused: run.report.refused,
  }
}
