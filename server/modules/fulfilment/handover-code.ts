import { spokenCode } from '#platform/ids'
import { keyedHash, seal, unseal } from '#platform/secrets'
import { foldCode } from './rules.ts'

const CODE_LENGTH = 6

/** What is kept of a code: whoever reads the table learns neither the code nor, without the key, how to find it. */
export type KeptCode = { sealed: string; hash: string }

export function newHandoverCode(): KeptCode {
  const code = spokenCode(CODE_LENGTH)
  return { sealed: seal(code), hash: keyedHash(code) }
}

export const hashOfCode = (typed: string): string => keyedHash(foldCode(typed))

/** The code as the customer shows it. Bags that were ready before codes were sealed have theirs as it is. */
export const openedCode = (kept: string): string => (kept.startsWith('v1.') ? unseal(kept) : kept)
