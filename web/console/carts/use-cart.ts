import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useLanguage } from '#ui/face.tsx'
import type { Reply } from '#sdk'
import { explainRefusal } from '#shared/refusals.ts'
import { api, ask, queries, refresh } from '../queries.ts'

export type Cart = Reply<'getCart'>
export type CartLine = Cart['lines'][number]

/** The live cart; every change of anybody arrives by the feed. */
export const useCart = (cart_id: string) => useQuery(ask('getCart', { cart_id }))

/** A change of the cart: what the server answers is the cart as it is now. */
export function useCartChange(cart_id: string, after?: () => void) {
  const language = useLanguage()
  const { queryKey } = ask('getCart', { cart_id })
  return useMutation({
    scope: { id: `cart ${cart_id}` },
    mutationFn: (change: () => Promise<Cart>) => change(),
    onSuccess: (cart) => {
      queries.setQueryData(queryKey, cart)
      void refresh('listCarts')
      after?.()
    },
    onError: (error) => {
      notifications.show({ message: explainRefusal(error, language), color: 'red' })
      void refresh('getCart')
    },
  })
}

/** Shows the new quantity at once; the total follows with the answer. */
export function setQuantity(cart: Cart, line_id: string, quantity: number): Promise<Cart> {
  queries.setQueryData(ask('getCart', { cart_id: cart.id }).queryKey, {
    ...cart,
    lines: cart.lines.map((line) => (line.line_id === line_id ? { ...line, quantity } : line)),
  })
  return api.setCartLine({ cart_id: cart.id, line_id, quantity }) as Promise<Cart>
}
