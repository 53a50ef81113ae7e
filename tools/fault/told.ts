import type { Visits } from './doors.ts'

/** What happened at the doors, in one line. */
export function visitsOf(visits: Visits, done: Record<string, number> = {}): string {
  const { calls, promised, answers, cut_off, sent_away, hung_up } = visits
  const acts = Object.entries(done).map(([role, times]) => `${times} by ${role}`)
  return [
    `${calls} calls`,
    ...(acts.length > 0 ? [`acts: ${acts.join(', ')}`] : []),
    `${promised.length} orders promised, ${answers.kept.length} of ${answers.seen} answers kept`,
    `${cut_off} calls cut off, ${sent_away} sent away with 503 or 409, ${hung_up} hung up on, all made again`,
  ].join('; ')
}
