import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { number } from '#shared/show.ts'
import { DataTable } from '../../frame/data-table.tsx'
import { PageHeader } from '../../frame/page-header.tsx'
import { State } from '../../frame/state.tsx'
import { useList } from '../../frame/use-list.ts'
import type { RowOf } from '../../queries.ts'
import { ImportRunPanel } from './import-run-panel.tsx'
import { HealthTabs } from './tabs.tsx'

const WORDS = {
  title: { es: 'Salud', en: 'Health' },
  imports: { es: 'Importaciones', en: 'Imports' },
  source: { es: 'Origen', en: 'Source' },
  state: { es: 'Estado', en: 'State' },
  running: { es: 'En marcha', en: 'Running' },
  completed: { es: 'Completa', en: 'Complete' },
  differs: { es: 'No cuadra', en: 'Differs' },
  rows: { es: 'Filas', en: 'Rows' },
  accepted: { es: 'Dentro', en: 'In' },
  refused: { es: 'Fuera', en: 'Out' },
  when: { es: 'Empezó', en: 'Began' },
  empty: { es: 'Todavía no se ha importado nada', en: 'Nothing was imported yet' },
  emptyText: {
    es: 'Trae el histórico de otra tienda con «bin/hilo import»: aquí verás cuánto ha entrado y si cuadra. Los productos de una hoja de cálculo se importan desde el catálogo.',
    en: 'Bring the history of another shop with “bin/hilo import”: here you see how much came in and whether it agrees. Products of a spreadsheet are imported from the catalogue.',
  },
} as const

type Run = RowOf<'listImports'>
const TONES = { running: 'info', completed: 'ok', differs: 'bad' } as const

/** Sources taken in: how far, what stayed out, whether the sums agree. */
export function ImportsPage() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const list = useList('listImports', {})
  const [opened, setOpened] = useState<Run | null>(null)
  return (
    <>
      <PageHeader title={w.title} />
      <HealthTabs />
      <DataTable<Run>
        label={w.imports}
        list={list}
        rowKey={({ id }) => id}
        open={setOpened}
        empty={
          <Empty icon={<IconFileImport size={28} stroke={1.5} />} title={w.empty}>
            {w.emptyText}
          </Empty>
        }
        columns={[
          { key: 'source', title: w.source, render: ({ source }) => source },
          {
            key: 'state',
            title: w.state,
            width: 140,
            render: ({ status }) => <State tone={TONES[status]}>{w[status]}</State>,
          },
          { key: 'rows', title: w.rows, align: 'right', render: ({ rows }) => number(rows, language) },
          {
            key: 'accepted',
            title: w.accepted,
            align: 'right',
            from: 'tablet',
            render: ({ accepted }) => number(accepted, language),
          },
          {
            key: 'refused',
            title: w.refused,
            align: 'right',
            from: 'tablet',
            render: ({ refused, skipped }) => number(refused + skipped, language),
          },
          {
            key: 'when',
            title: w.when,
            align: 'right',
            width: 150,
            render: ({ started_at }) => <Ago when={started_at} />,
          },
        ]}
      />
      {opened && <ImportRunPanel run={opened} onClose={() => setOpened(null)} />}
    </>
  )
}
