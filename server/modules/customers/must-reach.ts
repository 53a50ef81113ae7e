import { refused } from '#platform/errors'
import { normaliseIdentity } from './rules.ts'

const KINDS = ['email', 'phone'] as const

/** What was given to reach somebody by can be written to or called, as far as its writing tells. Refuses bad_contact. */
export function mustReach(contact: Partial<Record<(typeof KINDS)[number], string>>, country: string): void {
  for (const kind of KINDS) {
    const value = contact[kind]
    if (value !== undefined && !normaliseIdentity(kind, value, country))
      throw refused('bad_contact', { detail: 'That cannot be written to or called.', field: kind })
  }
}
