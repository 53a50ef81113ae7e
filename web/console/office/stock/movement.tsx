import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { movementName, movementReason } from '#shared/movements.ts'
import { number } from '#shared/show.ts'
import { ask } from '../../queries.ts'
import type { RowOf } from '../../queries.ts'
import { useMay } from '../../session.ts'
import office from '../office.module.css'
import { useActorName } from '../pieces/actors.ts'
import classes from './stock.module.css'

const WORDS = {
  inOrders: { es: (n: string) => `${n} en pedidos`, en: (n: string) => `${n} in orders` },
  inCarts: { es: (n: string) => `${n} en cestas`, en: (n: string) => `${n} in carts` },
  coming: { es: (n: string) => `${n} de camino`, en: (n: string) => `${n} coming` },
  broken: { es: (n: string) => `${n} dañadas`, en: (n: string) => `${n} damaged` },
  left: { es: (n: string) => `quedan ${n}`, en: (n: string) => `${n} there` },
  order: { es: 'pedido', en: 'order' },
  cart: { es: 'cesta', en: 'cart' },
  transfer: { es: 'traspaso', en: 'transfer' },
} as const

export type Entry = RowOf<'getStockLedger'>

const DOTS: Readonly<Record<string, string>> = {
  cart: 'var(--channel-web)',
  order: 'var(--channel-phone)',
  sale: 'var(--channel-store)',
  receipt: 'var(--ok)',
  return: 'var(--ok)',
  transfer: 'var(--channel-mail)',
  transfer_receipt: 'var(--channel-mail)',
}

/** One movement in words: what happened, because of what, by whom, and what stood afterwards. */
export function Movement({ entry }: { entry: Entry }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const actor = useActorName()
  const by = actor(entry.actor_kind, entry.actor_id)
  const dot = { '--dot': DOTS[entry.cause_kind] ?? 'var(--channel-agent)' } as React.CSSProperties
  return (
    <li>
      <span className="dot" style={dot} aria-hidden />
      <div className={classes['movement']}>
        <span>
          {movementName(entry.kind, language)} <Cause entry={entry} />
        </span>
        <span>{changeOf(entry, w, language)}</span>
        <span className={office['quiet']}>
          <Ago when={entry.moved_at} />
          {by && ` · ${by}`}
          {entry.reason && ` · ${movementReason(entry.reason, language)}`}
        </span>
        <span className={office['quiet']} style={{ textAlign: 'right' }}>
          {entry.on_hand !== 0 && w.left(number(entry.balance.on_hand, language))}
        </span>
      </div>
    </li>
  )
}

type Said = { [Key in 'inOrders' | 'inCarts' | 'coming' | 'broken']: (n: string) => string }

function changeOf(entry: Entry, w: Said, language: 'es' | 'en'): string {
  const signed = (value: number): string => `${value > 0 ? '+' : ''}${number(value, language)}`
  if (entry.on_hand !== 0) return signed(entry.on_hand)
  if (entry.allocated !== 0) return w.inOrders(signed(entry.allocated))
  if (entry.reserved !== 0) return w.inCarts(signed(entry.reserved))
  if (entry.incoming !== 0) return w.coming(signed(entry.incoming))
  if (entry.damaged !== 0) return w.broken(signed(entry.damaged))
  return number(0, language)
}

/** Where the cause can be seen. */
function Cause({ entry: { cause_kind, cause_id } }: { entry: Entry }) {
  const w = useWords(WORDS)
  if (cause_kind === 'order' || cause_kind === 'sale') return <OrderLink order_id={cause_id} />
  if (cause_kind === 'cart')
    return (
      <Anchor component={Link} to="/carts" search={{ cart: cause_id } as never} inherit>
        {w.cart}
      </Anchor>
    )
  if (cause_kind === 'transfer')
    return (
      <Anchor component={Link} to={`/stock/transfers?transfer=${cause_id}`} inherit>
        {w.transfer}
      </Anchor>
    )
  return null
}

const KEPT_MS = 10 * 60_000

function OrderLink({ order_id }: { order_id: string }) {
  const w = useWords(WORDS)
  const may = useMay()
  const { data } = useQuery({
    ...ask('getOrder', { order_id }),
    enabled: may('orders.read'),
    staleTime: KEPT_MS,
    retry: false,
  })
  return (
    <Anchor component={Link} to={`/orders/${order_id}`} inherit>
      {data?.number ?? w.order}
    </Anchor>
  )
}
