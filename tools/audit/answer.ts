export type Hole = { name: string; severity: string; title: string }
export type Audit = { packages: number; holes: Hole[] }

type Said = {
  error?: unknown
  vulnerabilities?: Record<string, { severity?: string; via?: (string | { title?: string })[] }>
  metadata?: { dependencies?: { prod?: number } }
}

/** What `npm audit --json` says; null where it could not ask. */
export function readAudit(text: string): Audit | null {
  let said: Said
  try {
    said = JSON.parse(text) as Said
  } catch {
    return null
  }
  if (said.error !== undefined || said.vulnerabilities === undefined) return null
  const holes = Object.entries(said.vulnerabilities).map(([name, { severity = 'unknown', via = [] }]) => {
    const titles = via.map((cause) => (typeof cause === 'string' ? `by way of ${cause}` : (cause.title ?? 'no title')))
    return { name, severity, title: titles.join('; ') }
  })
  return { packages: said.metadata?.dependencies?.prod ?? 0, holes }
}

/** The rest is mended with the next round of updates (docs/security.md, 15.1.1). */
export const worthFailing = ({ severity }: Hole): boolean => severity === 'high' || severity === 'critical'
