import { ActionIcon, Card, Tooltip } from '@mantine/core'
import { IconChartBar, IconDownload, IconTable } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useWords } from '#ui/face.tsx'
import { csvOf, download } from '../frame/download.ts'
import classes from './overview.module.css'

const WORDS = {
  table: { es: 'Ver como tabla', en: 'Show as a table' },
  chart: { es: 'Ver como gráfico', en: 'Show as a chart' },
  export: { es: 'Descargar CSV', en: 'Download CSV' },
} as const

type Props = {
  title: string
  about?: ReactNode
  /** What is in the chart, for those who would rather read it. */
  table?: ReactNode
  file: { name: string; rows: () => readonly (readonly (string | number | null)[])[] }
  /** Nothing to draw: says what will fill it. */
  empty?: ReactNode
  children: ReactNode
}

/** A chart with its table behind it, and a way to take it along. */
export function ChartCard({ title, about, table, file, empty, children }: Props) {
  const w = useWords(WORDS)
  const heading = useId()
  const [asTable, setAsTable] = useState(false)
  return (
    <Card component="section" aria-labelledby={heading} className={classes['card'] as string}>
      <div className={classes['cardHead']}>
        <div>
          <h2 id={heading}>{title}</h2>
          {about && <p>{about}</p>}
        </div>
        <div className={classes['cardActions']}>
          {table && (
            <Tooltip label={asTable ? w.chart : w.table}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={asTable ? w.chart : w.table}
                onClick={() => setAsTable(!asTable)}
              >
                {asTable ? <IconChartBar size={18} stroke={1.75} /> : <IconTable size={18} stroke={1.75} />}
              </ActionIcon>
            </Tooltip>
          )}
          <Tooltip label={w.export}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={w.export}
              onClick={() => download(`${file.name}.csv`, 'text/csv', csvOf(file.rows()))}
            >
              <IconDownload size={18} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
      {empty || (asTable ? table : children)}
    </Card>
  )
}
