import type { Article } from '../contract.ts'

const LETTERS = ['xxs', 'xs', 's', 'm', 'l', 'xl', 'xxl', 'xxxl']

/** Where a size stands among sizes; NaN where it is none, but a colour or the like. */
function placeOf(said: string): number {
  const letter = LETTERS.indexOf(said.toLowerCase())
  return letter >= 0
    ? letter
    : /^\d/.test(said)
      ? LETTERS.length + Number.parseFloat(said.replace(',', '.'))
      : Number.NaN
}

type Variant = Pick<Article, 'options'>

/** As they hang on the rail: colour by colour, each from small to large. */
export function bySize(a: Variant, b: Variant): number {
  const [left, right] = [a, b].map(({ options }) => {
    const values = Object.values(options.es)
    return {
      rest: values.filter((said) => Number.isNaN(placeOf(said))).join(' '),
      size: values.map(placeOf).find((place) => !Number.isNaN(place)) ?? 0,
    }
  }) as [{ rest: string; size: number }, { rest: string; size: number }]
  return left.rest.localeCompare(right.rest) || left.size - right.size
}
