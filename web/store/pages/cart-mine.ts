import type { Client, Reply } from '#sdk'
import type { Ask } from '../ask.ts'

export type Cart = Reply<'getCart'>
export type CartLine = Cart['lines'][number]

/** The cart of whoever asks, touched last; null where there is none yet. */
export async function myCart({ client, known }: Pick<Ask, 'client' | 'known'>): Promise<Cart | null> {
  const cart_id = known ? await myCartId(client) : null
  return cart_id === null ? null : client.getCart({ cart_id })
}

export async function myCartId(client: Client): Promise<string | null> {
  const { items } = await client.myCarts()
  return items[0]?.id ?? null
}

/** Only lines that are bought now; those set aside wait. */
export const buying = (cart: Cart): CartLine[] => cart.lines.filter(({ saved }) => !saved)
export const aside = (cart: Cart): CartLine[] => cart.lines.filter(({ saved }) => saved)
export const unitsOf = (lines: readonly CartLine[]): number => lines.reduce((sum, { quantity }) => sum + quantity, 0)

/** Options as people say them: `38, negro`. */
export const optionsText = (options: Readonly<Record<string, string>>): string => Object.values(options).join(' · ')
