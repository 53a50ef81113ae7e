import { describe, expect, test } from 'vitest'
import { readAudit, worthFailing } from './audit/answer.ts'

const answer = (severity: string) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: { 'a-package': { name: 'a-package', severity, via: [{ title: 'Reads any file' }, 'another'] } },
    metadata: { dependencies: { prod: 120 } },
  })

describe('what the registry says about our packages', () => {
  test.each(['high', 'critical'])('a %s hole fails the check, and says which', (severity) => {
    const audit = readAudit(answer(severity))
    expect(audit).toEqual({
      packages: 120,
      holes: [{ name: 'a-package', severity, title: 'Reads any file; by way of another' }],
    })
    expect(audit?.holes.some(worthFailing)).toBe(true)
  })

  test.each(['low', 'moderate'])('a %s one is shown', (severity) => {
    expect(readAudit(answer(severity))?.holes.some(worthFailing)).toBe(false)
  })

  test('no known hole is an answer; a registry that cannot be asked is none', () => {
    expect(readAudit('{"vulnerabilities":{},"metadata":{"dependencies":{"prod":3}}}')).toEqual({
      packages: 3,
      holes: [],
    })
    for (const text of ['', 'not json', '{"error":{"summary":"405"}}', '{"message":"405 Method Not Allowed"}', '{}'])
      expect(readAudit(text), text).toBeNull()
  })
})
