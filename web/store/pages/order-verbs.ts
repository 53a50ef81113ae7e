import { HiloError } from '#sdk'
import { speak } from '#shared/words.ts'
import type { Ask, Shown } from '../ask.ts'
import { typed } from '../parts/field.ts'
import { paths } from '../paths.ts'
import { orderOf, showOrder, unknownOrder } from './order.ts'
import type { Order } from './order-thread.ts'
import { ORDER_WORDS } from './order-words.ts'

/** As staff read it on the order. */
const REASON = { es: 'La persona lo canceló en la web', en: 'Cancelled by the shopper on the web' } as const

/** What the shopper does with an order of theirs; what it refuses is said on its page, as it is now. */
async function change(
  ask: Ask,
  act: (order: Order) => Promise<string>,
  said: Readonly<Record<string, string>>,
): Promise<Shown> {
  const order = await orderOf(ask)
  if (order === null) return unknownOrder(ask)
  try {
    return { redirect: await act(order) }
  } catch (error) {
    const text = error instanceof HiloError ? said[error.code] : undefined
    if (text === undefined) throw error
    return showOrder(ask, (await orderOf(ask)) ?? order, text, 409)
  }
}

export function changeShop(ask: Ask): Promise<Shown> {
  const w = speak(ORDER_WORDS, ask.language)
  return change(
    ask,
    async ({ id, number }) => {
      await ask.client.changeOrder({ order_id: id, pickup_store_id: typed(ask.form, 'store_id') })
      return `${paths(ask.language).order(number)}?moved`
    },
    { wrong_state: w.too_late, order_closed: w.too_late, not_at_store: w.not_there, nothing_to_move: w.too_late },
  )
}

export function cancelOwnOrder(ask: Ask): Promise<Shown> {
  const w = speak(ORDER_WORDS, ask.language)
  return change(
    ask,
    async ({ id, number }) => {
      await ask.client.cancelOrder({ order_id: id, id: typed(ask.form, 'id'), reason: REASON[ask.language] })
      return paths(ask.language).order(number)
    },
    { already_picking: w.too_late, not_cancellable: w.too_late },
  )
}

/** A form's address that is opened as a page shows the order. */
export const orderAgain = async ({ language, params }: Ask): Promise<Shown> => ({
  redirect: paths(language).order(params['number'] ?? ''),
})

/** Letters and receipts name an order without a language: it is the reader's. */
export const orderAnywhere = async ({ language, params }: Ask): Promise<Shown> => ({
  redirect: paths(language).order(params['number'] ?? ''),
  status: 302,
})
