import { Button, Group, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty, Trouble } from '#ui/states.tsx'
import { number } from '#shared/show.ts'
import { SidePanel } from '../../frame/side-panel.tsx'
import { useList } from '../../frame/use-list.ts'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import { ArticleCell, useVariants } from '../../frame/articles.tsx'
import { usePlaces } from '../pieces/places.tsx'
import { GoodsPanel } from './goods-panel.tsx'
import { GOODS } from './goods.ts'
import type { GoodsKind } from './goods.ts'
import { Movement } from './movement.tsx'
import { PolicyForm } from './policy-form.tsx'
import type { Level } from './stock-matrix.tsx'
import classes from './stock.module.css'

const WORDS = {
  title: {
    es: (count: string, place: string) => `¿Por qué hay ${count} en ${place}?`,
    en: (count: string, place: string) => `Why are there ${count} in ${place}?`,
  },
  onHand: { es: 'hay', en: 'there' },
  promised: { es: 'en pedidos', en: 'in orders' },
  held: { es: 'en cestas', en: 'in carts' },
  kept: { es: 'apartadas', en: 'kept back' },
  beyond: { es: 'de más a prometer', en: 'promised beyond' },
  free: { es: 'disponibles', en: 'available' },
  why: {
    es: (hand: string, less: string, free: string) => `De las ${hand} que hay, ${less}: quedan ${free} para vender.`,
    en: (hand: string, less: string, free: string) => `Of the ${hand} there, ${less}: ${free} are left to sell.`,
  },
  plain: {
    es: 'Nadie ha pedido ni apartado ninguna: todas se pueden vender.',
    en: 'Nobody ordered or holds any: all can be sold.',
  },
  promisedWhy: { es: (n: string) => `${n} son de pedidos`, en: (n: string) => `${n} belong to orders` },
  heldWhy: { es: (n: string) => `${n} están en cestas`, en: (n: string) => `${n} are in carts` },
  keptWhy: { es: (n: string) => `${n} se apartan por si acaso`, en: (n: string) => `${n} are kept back` },
  history: { es: 'Cómo se ha llegado a esta cuenta', en: 'How this count came about' },
  more: { es: 'Ver antes', en: 'Show earlier' },
  empty: { es: 'Todavía no se ha movido nada', en: 'Nothing has moved yet' },
} as const

type Props = { variant_id: string; location_id: string; onClose: () => void }

/** "Why 3?": the sum in words, then every movement with its cause, who did it, and what stood afterwards. */
export function LedgerPanel({ variant_id, location_id, onClose }: Props) {
  const w = useWords(WORDS)
  const words = useWords(GOODS)
  const language = useLanguage()
  const may = useMay()
  const { nameOf } = usePlaces()
  const variant = useVariants([variant_id]).get(variant_id)
  const levels = useQuery(ask('listLevels', { variant_id, location_id }))
  const level = (levels.data?.items as Level[] | undefined)?.[0]
  const [doing, setDoing] = useState<GoodsKind | null>(null)
  const act = (kind: GoodsKind, permission: string) => (
    <Button variant="default" disabled={!may(permission)} onClick={() => setDoing(kind)}>
      {words[kind]}
    </Button>
  )
  return (
    <SidePanel
      opened
      onClose={onClose}
      size="lg"
      title={w.title(level ? number(level.on_hand, language) : '…', nameOf(location_id))}
      footer={
        <>
          {act('send', 'stock.transfer')}
          {act('adjust', 'stock.adjust')}
          {act('count', 'stock.count')}
        </>
      }
    >
      <Stack>
        <ArticleCell variant={variant} />
        {levels.error && <Trouble error={levels.error} again={() => void levels.refetch()} />}
        {level ? <Sum level={level} /> : <Skeleton h={80} />}
        {level && <PolicyForm key={`${level.safety_stock} ${level.backorder_limit}`} level={level} />}
        <History variant_id={variant_id} location_id={location_id} />
      </Stack>
      {doing && <GoodsPanel kind={doing} place={location_id} variant={variant_id} onClose={() => setDoing(null)} />}
    </SidePanel>
  )
}

function Sum({ level }: { level: Level }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const say = (value: number): string => number(value, language)
  const { on_hand, allocated, reserved, safety_stock, backorder_limit, available } = level
  const less = [
    allocated > 0 && w.promisedWhy(say(allocated)),
    reserved > 0 && w.heldWhy(say(reserved)),
    safety_stock > 0 && w.keptWhy(say(safety_stock)),
  ].filter(Boolean)
  const parts = [
    [on_hand, w.onHand, ''],
    [allocated, w.promised, '−'],
    [reserved, w.held, '−'],
    [safety_stock, w.kept, '−'],
    [backorder_limit, w.beyond, '+'],
    [available, w.free, '='],
  ] as const
  return (
    <div>
      <div className={classes['sum']}>
        {parts
          .filter(([value, , sign]) => value !== 0 || sign === '' || sign === '=')
          .map(([value, name, sign]) => (
            <div key={name}>
              <span className={classes['figure']}>
                {sign} {say(value)}
              </span>
              <span style={{ color: 'var(--ink-soft)' }}>{name}</span>
            </div>
          ))}
      </div>
      <p className={classes['why']}>
        {less.length === 0 ? w.plain : w.why(say(on_hand), less.join(', '), say(available))}
      </p>
    </div>
  )
}

function History({ variant_id, location_id }: { variant_id: string; location_id: string }) {
  const w = useWords(WORDS)
  const ledger = useList('getStockLedger', { variant_id, location_id })
  if (ledger.error) return <Trouble error={ledger.error} again={ledger.again} />
  if (!ledger.rows) return <Skeleton h={240} />
  if (ledger.rows.length === 0) return <Empty title={w.empty} />
  return (
    <section aria-label={w.history}>
      <h2 style={{ fontSize: 'var(--mantine-font-size-md)', margin: '0 0 12px' }}>{w.history}</h2>
      <ol className="thread">
        {ledger.rows.map((entry) => (
          <Movement key={entry.seq} entry={entry} />
        ))}
      </ol>
      {ledger.more && (
        <Group justify="center">
          <Button variant="subtle" color="gray" size="xs" loading={ledger.loadingMore} onClick={ledger.more}>
            {w.more}
          </Button>
        </Group>
      )}
    </section>
  )
}
