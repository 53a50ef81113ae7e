import type { Page } from '../ask.ts'
import { paths, wayBack } from '../paths.ts'
import { placeOf } from '../place.ts'

/** What may be remembered: anything else is forgotten. */
const FORMS = {
  store: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  theme: /^(light|dark)$/,
  place: /^-?\d{1,2}\.\d{1,3},-?\d{1,3}\.\d{1,3}$/,
} as const

/** Remembers the reader's store, theme or place in their browser, and goes back where they were. */
export const choose: Page = async ({ form, language }) => {
  const named = (Object.keys(FORMS) as (keyof typeof FORMS)[]).filter((name) => form.has(name))
  const choices = Object.fromEntries(
    named.map((name) => {
      const value = form.get(name) as string
      const good = FORMS[name].test(value) && (name !== 'place' || placeOf({ chosen: { place: value } }) !== null)
      return [name, good ? value : null]
    }),
  )
  return { redirect: wayBack(form.get('back'), paths(language).home), choices }
}
