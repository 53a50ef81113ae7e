import { useMemo } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { money, number } from '#shared/show.ts'
import { shortStopName, stopName } from './stop-name.ts'
import { NODE_WIDTH, layFlows, mostStops } from './flow-layout.ts'
import type { FlowCut, FlowNode, Flows, Path } from './flow-layout.ts'
import classes from './overview.module.css'
import { RowsLink } from './rows-link.tsx'

const WORDS = {
  picture: {
    es: 'Pedidos: dónde empiezan, dónde se pagan y cómo se entregan',
    en: 'Orders: where they begin, are paid and are handed over',
  },
  columns: {
    es: 'Empieza|Se paga|Se entrega',
    en: 'Begins|Is paid|Is handed over',
  },
  orders: { es: 'pedidos', en: 'orders' },
  cut: { es: 'Hilo cortado', en: 'Thread cut' },
  cutHead: { es: 'Cortado', en: 'Cut' },
  changed: { es: 'cambia de canal', en: 'changes channel' },
} as const

const TOP = 30
const NARROW = 560
/** Few stops need little height: a single thread would be a wall of colour. */
const HEIGHT_MAX = 340
const HEIGHT_NARROW_MAX = 360
const STOP_HEIGHT_MAX = 72

type Props = { flows: Flows; width: number; over: string | null; setOver: (key: string | null) => void }

export function FlowPicture({ flows, width, over, setOver }: Props) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const height = Math.min(width < NARROW ? HEIGHT_NARROW_MAX : HEIGHT_MAX, TOP + mostStops(flows) * STOP_HEIGHT_MAX)
  const { nodes, ribbons, cuts } = useMemo(() => layFlows(flows, width, height - 4, TOP), [flows, width, height])
  const told = ribbons.find(({ key }) => key === over)?.path
  const cut = cuts.find(({ key }) => `cut ${key}` === over)?.cut
  const names = w.columns.split('|')
  return (
    <>
      <svg width={width} height={height} aria-label={w.picture} role="group">
        {nodes
          .filter((node, index) => nodes.findIndex(({ column }) => column === node.column) === index)
          .map(({ column, x }) => (
            <text
              key={column}
              x={anchorX(x, column)}
              y={14}
              textAnchor={ANCHORS[column] ?? 'start'}
              className={classes['flowHead'] ?? ''}
            >
              {names[column]}
            </text>
          ))}
        {ribbons.map(({ key, path, d, width: thick, colour }) => (
          <RowsLink key={key} rows={path.rows} label={wayOf(path, language, w.orders)}>
            <path
              d={d}
              stroke={colour}
              strokeWidth={thick}
              className={classes['ribbon'] ?? ''}
              data-crossed={path.crossed || undefined}
              data-dim={(over !== null && over !== key) || undefined}
              data-over={over === key || undefined}
              onPointerEnter={() => setOver(key)}
              onPointerLeave={() => setOver(null)}
            />
          </RowsLink>
        ))}
        <Cuts cuts={cuts} setOver={setOver} />
        {nodes.map((node) => (
          <NodeMark key={`${node.column} ${node.code}`} node={node} narrow={width < NARROW} />
        ))}
      </svg>
      <p className={classes['flowTold']} aria-hidden>
        {told &&
          `${wayOf(told, language, w.orders)} · ${money(told.gross, flows.currency, language)}${told.crossed ? ` · ${w.changed}` : ''}`}
        {cut &&
          `${w.cut}: ${stopName(cut.left_in, language)} ✕ ${stopName(cut.began_in, language)} · ${number(cut.orders, language)} ${w.orders}`}
      </p>
    </>
  )
}

const wayOf = ({ began_in, paid_in, received, orders }: Path, language: 'es' | 'en', word: string): string =>
  `${[began_in, paid_in ?? 'unpaid', received].map((code) => stopName(code, language)).join(' → ')}: ${number(orders, language)} ${word}`

/** Broken arcs from the channel that was left to the one where it was begun anew. */
function Cuts({ cuts, setOver }: { cuts: readonly FlowCut[]; setOver: Props['setOver'] }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  if (cuts.length === 0) return null
  return (
    <>
      <text x={0} y={14} className={classes['cutHead'] ?? ''}>
        {w.cutHead}
      </text>
      {cuts.map(({ key, cut: { rows, orders, left_in, began_in }, d, x, y }) => (
        <RowsLink
          key={key}
          rows={rows}
          label={`${w.cut}: ${stopName(left_in, language)} → ${stopName(began_in, language)}, ${orders}`}
        >
          <g onPointerEnter={() => setOver(`cut ${key}`)} onPointerLeave={() => setOver(null)}>
            <path d={d} className={classes['cut'] ?? ''} />
            <text x={x} y={y + 4} textAnchor="middle" className={classes['cutCount'] ?? ''}>
              {number(orders, language)}
            </text>
          </g>
        </RowsLink>
      ))}
    </>
  )
}

/** Names stand inside the picture: it takes the whole width, and on a telephone they still have room. */
const ANCHORS = ['start', 'middle', 'end'] as const
const anchorX = (x: number, column: number): number =>
  column === 0 ? x + (x > 0 ? NODE_WIDTH + 8 : 0) : column === 1 ? x + NODE_WIDTH / 2 : x + NODE_WIDTH
const nameX = (x: number, column: number): number => (column === 2 ? x - 8 : x + NODE_WIDTH + 8)

type NodeProps = { node: FlowNode; narrow: boolean }

/** Where there is little room, the middle says nothing: its colours do, and the table. */
function NodeMark({ node: { column, code, colour, x, y, height, orders }, narrow }: NodeProps) {
  const language = useLanguage()
  return (
    <g className={classes['node'] ?? ''}>
      <rect x={x} y={y} width={NODE_WIDTH} height={height} rx={3} fill={colour} />
      {(column !== 1 || !narrow) && (
        <text x={nameX(x, column)} y={y + height / 2 + 4} textAnchor={column === 2 ? 'end' : 'start'}>
          {narrow ? shortStopName(code, language) : stopName(code, language)} <tspan>{number(orders, language)}</tspan>
        </text>
      )}
    </g>
  )
}
