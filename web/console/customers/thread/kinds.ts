/** What a customer's thread can be narrowed to, and the facts each holds (their first words). */
export const KINDS = {
  visits: ['page', 'product', 'category', 'search', 'store', 'advert', 'link'],
  carts: ['cart', 'checkout'],
  orders: ['order', 'fulfilment', 'payment'],
  talk: ['call'],
  person: ['customer', 'consent', 'one_time_code', 'session', 'passkey'],
} as const
export type Kind = keyof typeof KINDS

export const kindOf = (type: string): Kind | undefined => {
  const noun = type.split('.')[0] as string
  return (Object.keys(KINDS) as Kind[]).find((kind) => (KINDS[kind] as readonly string[]).includes(noun))
}

export const isVisit = (type: string): boolean => kindOf(type) === 'visits'
