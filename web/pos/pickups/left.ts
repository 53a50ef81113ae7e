import type { Fulfilment } from '../contract.ts'

type Line = Fulfilment['lines'][number]

/** What this pick-up is still about: what is missing or called off goes its own way. */
export const linesLeft = ({ lines }: Pick<Fulfilment, 'lines'>): Line[] =>
  lines
    .map((line) => ({ ...line, quantity: line.quantity - line.missing - line.canceled }))
    .filter(({ quantity }) => quantity > 0)
