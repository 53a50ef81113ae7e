import { Button, Center, Checkbox, Skeleton, Table } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { BadFilter, isBadFilter } from './bad-filter.tsx'
import classes from './frame.module.css'
import type { List } from './use-list.ts'

const WORDS = {
  more: { es: 'Ver más', en: 'Show more' },
  choose: { es: 'Elegir fila', en: 'Choose row' },
  chooseAll: { es: 'Elegir todas', en: 'Choose all' },
} as const

export type Column<Row> = {
  key: string
  title: string
  render: (row: Row) => ReactNode
  /** Figures stand to the right. */
  align?: 'right'
  width?: number | string
  /** Left out where the screen is narrow: 'tablet' from 768 px up, 'desktop' from 1200 px up. */
  from?: 'tablet' | 'desktop'
}

type Props<Row> = {
  /** What the table is, for those who hear it. */
  label: string
  columns: readonly Column<Row>[]
  list: Pick<List<Row>, 'rows' | 'error' | 'again'> & Partial<List<Row>>
  rowKey: (row: Row) => string
  /** The page of a row; or `open`, for a side sheet. */
  linkTo?: (row: Row) => string
  open?: (row: Row) => void
  /** Shown where nothing is in it. */
  empty: ReactNode
  /** Ids of the rows chosen, where rows can be chosen. */
  chosen?: { ids: ReadonlySet<string>; choose: (ids: ReadonlySet<string>) => void }
  /** The row that is open beside the table. */
  current?: string | undefined
}

/**
 * A list one can walk with the keyboard (J and K or the arrows; Enter opens), with its loading, empty and error
 * states. The first column's cell is the link or button of the row; the whole row can be clicked.
 */
export function DataTable<Row>(props: Props<Row>) {
  const { label, columns, list, rowKey, empty, chosen, current } = props
  const body = useRef<HTMLTableSectionElement>(null)
  useHotkeys([
    ['j', () => walkPage(body.current, 1)],
    ['k', () => walkPage(body.current, -1)],
  ])
  if (isBadFilter(list.error)) return <BadFilter />
  if (list.error) return <Trouble error={list.error} again={list.again} />
  if (list.rows?.length === 0) return <div className={classes['table']}>{empty}</div>
  return (
    <div className={classes['table']} data-changing={list.changing || undefined}>
      <Table aria-label={label} aria-busy={list.rows === undefined} className={classes['grid'] as string}>
        <Head columns={columns} rows={list.rows ?? []} rowKey={rowKey} {...(chosen && { chosen })} />
        <Table.Tbody ref={body} data-walk onKeyDown={(event) => onArrow(event, body.current)}>
          {list.rows === undefined ? (
            <Ghosts columns={columns} />
          ) : (
            list.rows.map((row) => <Line key={rowKey(row)} row={row} {...props} isCurrent={current === rowKey(row)} />)
          )}
        </Table.Tbody>
      </Table>
      <More list={list} />
    </div>
  )
}

const More = ({ list }: { list: Partial<List<never>> | Partial<List<unknown>> }) => {
  const w = useWords(WORDS)
  if (!list.more) return null
  return (
    <Center p="sm">
      <Button variant="subtle" color="gray" size="xs" onClick={list.more} loading={list.loadingMore ?? false}>
        {w.more}
      </Button>
    </Center>
  )
}

type HeadProps<Row> = Pick<Props<Row>, 'columns' | 'rowKey' | 'chosen'> & { rows: readonly Row[] }

function Head<Row>({ columns, rows, rowKey, chosen }: HeadProps<Row>) {
  const w = useWords(WORDS)
  const ids = rows.map(rowKey)
  const all = ids.length > 0 && ids.every((id) => chosen?.ids.has(id))
  return (
    <Table.Thead>
      <Table.Tr>
        {chosen && (
          <Table.Th w={36}>
            <Checkbox
              size="xs"
              aria-label={w.chooseAll}
              checked={all}
              indeterminate={!all && chosen.ids.size > 0}
              onChange={() => chosen.choose(new Set(all ? [] : ids))}
            />
          </Table.Th>
        )}
        {columns.map(({ key, title, align, width, from }) => (
          <Table.Th key={key} ta={align ?? 'left'} {...(width === undefined ? {} : { w: width })} data-from={from}>
            {title}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
  )
}

function Line<Row>({
  row,
  columns,
  rowKey,
  linkTo,
  open,
  chosen,
  isCurrent,
}: Props<Row> & { row: Row; isCurrent: boolean }) {
  const w = useWords(WORDS)
  const id = rowKey(row)
  const opens = linkTo !== undefined || open !== undefined
  return (
    <Table.Tr onClick={opens ? onRow : undefined} data-opens={opens || undefined} data-current={isCurrent || undefined}>
      {chosen && (
        <Table.Td>
          <Checkbox
            size="xs"
            aria-label={w.choose}
            checked={chosen.ids.has(id)}
            onChange={() =>
              chosen.choose(new Set([...chosen.ids].filter((one) => one !== id).concat(chosen.ids.has(id) ? [] : [id])))
            }
          />
        </Table.Td>
      )}
      {columns.map(({ key, render, align, from }, index) => (
        <Table.Td key={key} ta={align ?? 'left'} data-from={from}>
          {index > 0 || !opens ? (
            render(row)
          ) : linkTo ? (
            <Link to={linkTo(row)} className={classes['open'] as string} data-open>
              {render(row)}
            </Link>
          ) : (
            <button type="button" className={classes['open']} data-open onClick={() => open?.(row)}>
              {render(row)}
            </button>
          )}
        </Table.Td>
      ))}
    </Table.Tr>
  )
}

const GHOSTS = 8
const Ghosts = <Row,>({ columns }: { columns: readonly Column<Row>[] }) =>
  Array.from({ length: GHOSTS }, (_, row) => (
    <Table.Tr key={row}>
      {columns.map(({ key, from }, column) => (
        <Table.Td key={key} data-from={from}>
          <Skeleton h={14} w={column === 0 ? '70%' : '50%'} my={3} />
        </Table.Td>
      ))}
    </Table.Tr>
  ))

/** A click anywhere in a row is one on its link; on what has a click of its own it is not. */
function onRow(event: MouseEvent<HTMLTableRowElement>): void {
  if ((event.target as Element).closest('a, button, input, label')) return
  if (window.getSelection()?.toString()) return
  event.currentTarget.querySelector<HTMLElement>('[data-open]')?.click()
}

function onArrow(event: KeyboardEvent, body: HTMLElement | null): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  event.preventDefault()
  walk(body, event.key === 'ArrowDown' ? 1 : -1)
}

/** Of several tables the first speaks for all; beside an open sheet the page behind it stays where it is. */
function walkPage(body: HTMLElement | null, step: 1 | -1): void {
  const sheet = body?.closest('[role="dialog"]') ?? null
  const around = sheet ?? document.body
  if (body === null || around.querySelector('[data-walk]') !== body) return
  if ((document.activeElement?.closest('[role="dialog"]') ?? null) !== sheet) return
  walk(around as HTMLElement, step)
}

function walk(body: HTMLElement | null, step: 1 | -1): void {
  const all = [...(body?.querySelectorAll<HTMLElement>('[data-open]') ?? [])]
  const at = all.indexOf(document.activeElement as HTMLElement)
  const next = at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))
  all[next]?.focus()
  all[next]?.closest('tr')?.scrollIntoView({ block: 'nearest' })
}
