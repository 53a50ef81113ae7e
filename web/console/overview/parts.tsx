import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { ChannelDot } from '#ui/show.tsx'
import { channelColour, channelName } from '#shared/channels.ts'
import { decimal, money, number } from '#shared/show.ts'
import { ChartCard } from './chart-card.tsx'
import { ChangeMark } from './figure-tile.tsx'
import classes from './overview.module.css'
import { RowsLink } from './rows-link.tsx'
import type { Rows } from './row-links.ts'
import { changeOf } from './values.ts'
import type { Overview } from './values.ts'

const WORDS = {
  channels: { es: 'Por canal', en: 'By channel' },
  stores: { es: 'Por tienda', en: 'By shop' },
  storesAbout: { es: 'Vendido o recogido en ella', en: 'Sold or collected there' },
  channel: { es: 'Canal', en: 'Channel' },
  store: { es: 'Tienda', en: 'Shop' },
  orders: { es: 'Pedidos', en: 'Orders' },
  units: { es: 'Unidades', en: 'Units' },
  gross: { es: 'Ventas', en: 'Sales' },
  before: { es: 'Antes', en: 'Before' },
  empty: {
    es: 'En cuanto se venda algo en este periodo, lo verás aquí repartido.',
    en: 'As soon as something is sold in this period, you will see it here.',
  },
} as const

type Part = {
  key: string
  name: string
  dot?: ReactNode
  colour: string
  orders: number
  units: number
  gross: number
  before_gross: number
  rows: Rows
}

export function ChannelParts({ overview }: { overview: Overview }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const parts = overview.channels.map(({ channel, ...sold }) => ({
    ...sold,
    key: channel,
    name: channelName(channel, language),
    dot: <ChannelDot channel={channel} />,
    colour: `var(--channel-${channelColour(channel)})`,
  }))
  return <Parts title={w.channels} column={w.channel} parts={parts} overview={overview} />
}

export function StoreParts({ overview }: { overview: Overview }) {
  const w = useWords(WORDS)
  const parts = overview.stores.map(({ store_id, ...sold }) => ({
    ...sold,
    key: store_id,
    colour: 'var(--channel-store)',
  }))
  return <Parts title={w.stores} about={w.storesAbout} column={w.store} parts={parts} overview={overview} />
}

type Props = { title: string; about?: string; column: string; parts: readonly Part[]; overview: Overview }

function Parts({ title, about, column, parts, overview: { currency, from_day, to_day } }: Props) {
  const w = useWords(WORDS)
  const most = Math.max(1, ...parts.map(({ gross }) => gross))
  const rows = () => [
    [column, w.orders, w.units, w.gross, w.before],
    ...parts.map((part) => [
      part.name,
      part.orders,
      part.units,
      decimal(part.gross, currency),
      decimal(part.before_gross, currency),
    ]),
  ]
  return (
    <ChartCard
      title={title}
      {...(about && { about })}
      file={{ name: `${title} ${from_day} ${to_day}`, rows }}
      table={<PartsTable title={title} column={column} parts={parts} currency={currency} />}
      empty={parts.length === 0 && <p className={classes['empty']}>{w.empty}</p>}
    >
      <ul className={classes['parts']}>
        {parts.map((part) => (
          <li key={part.key}>
            <RowsLink rows={part.rows} className={classes['part']}>
              <PartRow part={part} most={most} currency={currency} />
            </RowsLink>
          </li>
        ))}
      </ul>
    </ChartCard>
  )
}

function PartRow({ part, most, currency }: { part: Part; most: number; currency: string }) {
  const language = useLanguage()
  const change = changeOf(part.gross, part.before_gross, 'money', language)
  return (
    <>
      <span className={classes['partName']}>
        {part.dot}
        <span>{part.name}</span>
      </span>
      <span className={classes['partChange']}>{change && <ChangeMark {...change} />}</span>
      <span className={classes['partValue']}>{money(part.gross, currency, language)}</span>
      <span className={classes['partBar']} aria-hidden>
        <span style={{ width: `${(Math.max(0, part.gross) / most) * 100}%`, background: part.colour }} />
      </span>
    </>
  )
}

type TableProps = { title: string; column: string; parts: readonly Part[]; currency: string }

function PartsTable({ title, column, parts, currency }: TableProps) {
  const w = useWords(WORDS)
  const language = useLanguage()
  return (
    <Table.ScrollContainer minWidth={380}>
      <Table aria-label={title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{column}</Table.Th>
            {[w.orders, w.units, w.gross, w.before].map((name) => (
              <Table.Th key={name} ta="right">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {parts.map((part) => (
            <Table.Tr key={part.key}>
              <Table.Td>
                <RowsLink rows={part.rows} className={classes['textLink']}>
                  {part.name}
                </RowsLink>
              </Table.Td>
              <Table.Td ta="right">{number(part.orders, language)}</Table.Td>
              <Table.Td ta="right">{number(part.units, language)}</Table.Td>
              <Table.Td ta="right">{money(part.gross, currency, language)}</Table.Td>
              <Table.Td ta="right">{money(part.before_gross, currency, language)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
