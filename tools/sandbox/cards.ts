/** What a test card does, as its holder would live it. */
export type Conduct = 'approve' | 'declined' | 'insufficient_funds' | 'extra_step' | 'slow' | 'unruly_notices'

/** Numbers that card schemes keep for tests; they belong to nobody. */
export const TEST_CARDS: readonly { number: string; conduct: Conduct }[] = [
  { number: '4242424242424242', conduct: 'approve' },
  { number: '4000000000000002', conduct: 'declined' },
  { number: '4000000000009995', conduct: 'insufficient_funds' },
  { number: '4000000000003220', conduct: 'extra_step' },
  { number: '4000000000000119', conduct: 'slow' },
  { number: '4000000000000259', conduct: 'unruly_notices' },
]

export type CardForm = { number: string; expiry: string; code: string }
export type CardField = keyof CardForm

export const digitsOf = (typed: string): string => typed.replaceAll(/[\s-]/g, '')

export const conductOf = (number: string): Conduct | undefined =>
  TEST_CARDS.find((card) => card.number === number)?.conduct

/** The fields that cannot be right; a number that is no test card is wrong here too: nobody may type a real one. */
export function wrongFields(form: CardForm, now: Date): CardField[] {
  const wrong: CardField[] = []
  if (conductOf(digitsOf(form.number)) === undefined) wrong.push('number')
  if (!runsBeyond(form.expiry, now)) wrong.push('expiry')
  if (!/^\d{3,4}$/.test(form.code.trim())) wrong.push('code')
  return wrong
}

/** "12/29": valid to the end of that month. */
function runsBeyond(expiry: string, now: Date): boolean {
  const [, month, year] = /^\s*(0?[1-9]|1[0-2])\s*\/\s*(?:20)?(\d{2})\s*$/.exec(expiry) ?? []
  if (month === undefined || year === undefined) return false
  return Date.UTC(2000 + Number(year), Number(month), 1) > now.getTime()
}
