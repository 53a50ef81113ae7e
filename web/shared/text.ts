const CONTROL = /\p{Cc}+/gu

/** Text as people read it: what scanners (GS1 separators) and pastes bring in between is a space, half a sign a �. */
export const cleaned = (text: string): string => text.toWellFormed().replaceAll(CONTROL, ' ')

/** What a person wrote into a field of so many signs, for good: no sign is cut in half. */
export const written = (typed: string, most: number): string => cleaned(cleaned(typed).trim().slice(0, most)).trim()

/** The same with each text in it. */
export function cleanedAll<Value>(value: Value): Value {
  if (typeof value === 'string') return cleaned(value) as Value
  if (Array.isArray(value)) return value.map((one: unknown) => cleanedAll(one)) as Value
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [cleaned(name), cleanedAll(inner)])) as Value
}
