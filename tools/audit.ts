import { spawnSync } from 'node:child_process'
import { ROOT } from './generated.ts'
import { readAudit, worthFailing } from './audit/answer.ts'

/**
 * Known holes in what runs in production, as the registry knows them: one of high or critical severity fails. Not every
 * registry answers; where this one does not, that is said and nothing fails, for it says nothing about the code.
 */
const WAIT_MS = 60_000

const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  cwd: ROOT,
  encoding: 'utf8',
  timeout: WAIT_MS,
  maxBuffer: 64 * 1024 * 1024,
})
const audit = readAudit(stdout ?? '')
if (audit === null) {
  const because = error ? error.message : 'it gives no answer to audits'
  console.log(`not audited: the registry cannot be asked (${because}). Ask again where it can: npm audit --omit=dev`)
} else {
  for (const { name, severity, title } of audit.holes) console.log(`${severity}: ${name}: ${title}`)
  console.log(`${audit.packages} packages of production asked about, ${audit.holes.length} known holes`)
  process.exitCode = audit.holes.some(worthFailing) ? 1 : 0
}
