import { Button, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { money } from '#shared/show.ts'
import { isByHand } from '#shared/way-back.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { useValue, value } from '../store/value.ts'
import { ask } from '../sync/queries.ts'
import { cashBack } from './cash-back.ts'
import { inCoins } from './give-back.ts'
import type { Order } from './give-back.ts'
import { OwedOfOrder } from './owed-of-order.tsx'

const WORDS = {
  title: { es: (number: string) => `Pedido ${number} cancelado`, en: (number: string) => `Order ${number} cancelled` },
  cash: { es: (sum: string) => `Entrega ${sum} en efectivo`, en: (sum: string) => `Hand over ${sum} in cash` },
  counted: { es: 'El cajón ya lo cuenta como dinero que sale.', en: 'The drawer counts it as money paid out already.' },
  terminal: {
    es: (sum: string) => `Devuelve ${sum} a su tarjeta en el datáfono`,
    en: (sum: string) => `Give ${sum} back to their card at the terminal`,
  },
  inZ: { es: 'El Z lo mostrará como diferencia de la tarjeta.', en: 'The Z will show it as a variance of the card.' },
  online: {
    es: (sum: string) => `${sum} vuelven solos por donde se pagó. El banco tarda unos días.`,
    en: (sum: string) => `${sum} goes back by itself, the way it was paid. The bank takes some days.`,
  },
  nothing: {
    es: 'No había nada cobrado: no hay nada que devolver.',
    en: 'Nothing was taken: there is nothing to give back.',
  },
  done: { es: 'Hecho', en: 'Done' },
} as const

/** An order that was just called off here, before and after: whoever did it reads what they hand over now. */
export const calledOff = value<{ before: Order; after: Order } | null>(null)

export function CalledOff() {
  const shown = useValue(calledOff)
  return shown && <Shown {...shown} />
}

function Shown({ before, after }: { before: Order; after: Order }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  // What is owed may be given back from here too.
  const { data: now = after } = useQuery({ ...ask('getOrder', { order_id: after.id }), initialData: after })
  const sum = (minor: number): string => money(minor, after.currency, language)
  const cash = cashBack(before.events, after.events).reduce((total, { amount }) => total + inCoins(amount), 0)
  const more = (counts: (one: Order['payments'][number]) => number): number =>
    after.payments.reduce((total, one) => total + counts(one), 0) -
    before.payments.reduce((total, one) => total + counts(one), 0)
  const terminal = more(({ provider, refunded }) => (provider === 'terminal' ? refunded : 0))
  const online = more((one) => (isByHand(one) ? 0 : one.refunding + one.refunded + one.voiding))
  const close = (): void => calledOff.set(null)
  return (
    <Modal opened onClose={close} title={w.title(after.number)}>
      <Stack>
        {cash > 0 && (
          <div>
            <Text size="xl" fw={650}>
              {w.cash(sum(cash))}
            </Text>
            <Text className="soft">{w.counted}</Text>
          </div>
        )}
        {terminal > 0 && (
          <div>
            <Text size="xl" fw={650}>
              {w.terminal(sum(terminal))}
            </Text>
            <Text className="soft">{w.inZ}</Text>
          </div>
        )}
        {online > 0 && <Text>{w.online(sum(online))}</Text>}
        <OwedOfOrder order={now} />
        {cash + terminal + online + after.owed === 0 && <Text>{w.nothing}</Text>}
        <Button size="md" data-autofocus onClick={close}>
          {w.done}
        </Button>
      </Stack>
    </Modal>
  )
}
