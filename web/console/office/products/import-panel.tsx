import '@mantine/dropzone/styles.css'
import { Alert, Anchor, Button, Group, Progress, Stack, Text } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { number } from '#shared/show.ts'
import { SidePanel } from '../../frame/side-panel.tsx'
import classes from '../office.module.css'
import { csvOf, saveFile } from './csv.ts'
import { useImport } from './use-import.ts'
import type { ImportState } from './use-import.ts'

const WORDS = {
  title: { es: 'Importar productos', en: 'Import products' },
  drop: { es: 'Suelta aquí un archivo CSV, o elígelo', en: 'Drop a CSV file here, or choose it' },
  about: {
    es: 'Una fila por variante. Las filas con errores no entran; las demás sí. Puedes importar el mismo archivo otra vez: lo que no cambia se queda igual.',
    en: 'One row per variant. Rows with errors stay out; the others come in. You can import the same file again: what did not change stays.',
  },
  template: { es: 'Descargar una plantilla', en: 'Download a template' },
  templateFile: { es: 'plantilla-productos.csv', en: 'product-template.csv' },
  label: { es: 'Avance de la importación', en: 'Progress of the import' },
  rows: {
    es: (done: string, all: string) => `${done} de ${all} filas`,
    en: (done: string, all: string) => `${done} of ${all} rows`,
  },
  stop: { es: 'Parar', en: 'Stop' },
  another: { es: 'Importar otro archivo', en: 'Import another file' },
  came: {
    es: (rows: string, products: string) => `Han entrado ${rows} filas de ${products} productos.`,
    en: (rows: string, products: string) => `${rows} rows of ${products} products came in.`,
  },
  errors: {
    es: (count: string) => `Filas que no han entrado: ${count}`,
    en: (count: string) => `Rows that stayed out: ${count}`,
  },
  download: { es: 'Descargar los errores', en: 'Download the errors' },
  errorsFile: { es: 'errores.csv', en: 'errors.csv' },
  row: { es: 'Fila', en: 'Row' },
  column: { es: 'Columna', en: 'Column' },
  why: { es: 'Motivo', en: 'Reason' },
} as const
const CSV_TYPES = ['text/csv', 'application/csv', 'application/vnd.ms-excel', 'text/plain']
const SHOWN_MAX = 50
const TEMPLATE = [
  ['slug', 'status', 'brand', 'name_es', 'name_en', 'categories', 'option1_name', 'option1_value', 'sku', 'gtin'],
  ['camiseta-lino', 'draft', 'Torzal', 'Camiseta de lino', 'Linen T-shirt', '', 'Talla', 'M', 'CAM-LIN-M', ''],
  ['camiseta-lino', '', '', '', '', '', 'Talla', 'L', 'CAM-LIN-L', ''],
]

/** A spreadsheet taken in, piece by piece; bad rows are told one by one and can be mended in a file of their own. */
export function ImportPanel({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const w = useWords(WORDS)
  const { state, error, take, stop, forget } = useImport()
  return (
    <SidePanel opened={opened} onClose={onClose} title={w.title}>
      <Stack>
        {error !== null && <Trouble error={error} />}
        {state ? (
          <Progressing state={state} stop={stop} forget={forget} />
        ) : (
          <>
            <Dropzone
              onDrop={([file]: File[]) => void (file && take(file))}
              accept={CSV_TYPES}
              maxFiles={1}
              multiple={false}
              inputProps={{ 'aria-label': w.drop }}
            >
              <Stack align="center" gap={6} py="lg" style={{ pointerEvents: 'none' }}>
                <IconFileSpreadsheet size={32} stroke={1.5} color="var(--ink-soft)" />
                <Text fw={500}>{w.drop}</Text>
              </Stack>
            </Dropzone>
            <Text size="sm" c="dimmed">
              {w.about}
            </Text>
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={() => saveFile(w.templateFile, csvOf(TEMPLATE))}
            >
              {w.template}
            </Anchor>
          </>
        )}
      </Stack>
    </SidePanel>
  )
}

function Progressing({ state, stop, forget }: { state: ImportState; stop: () => void; forget: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const say = (value: number): string => number(value, language)
  return (
    <Stack>
      <Text size="sm" fw={500}>
        {state.file}
      </Text>
      <Progress value={state.rows === 0 ? 100 : (state.done / state.rows) * 100} aria-label={w.label} />
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {w.rows(say(state.done), say(state.rows))}
        </Text>
        {state.running ? (
          <Button size="xs" variant="default" onClick={stop}>
            {w.stop}
          </Button>
        ) : (
          <Button size="xs" variant="default" onClick={forget}>
            {w.another}
          </Button>
        )}
      </Group>
      {!state.running && <Alert color="green">{w.came(say(state.accepted), say(state.products))}</Alert>}
      {state.errors.length > 0 && <Errors state={state} />}
    </Stack>
  )
}

function Errors({ state }: { state: ImportState }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const save = (): void =>
    saveFile(
      w.errorsFile,
      csvOf([
        [w.row, w.column, w.why],
        ...state.errors.map(({ row, column, message }) => [String(row), column, message]),
      ]),
    )
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" fw={500}>
          {w.errors(number(new Set(state.errors.map(({ row }) => row)).size, language))}
        </Text>
        <Button size="xs" variant="default" onClick={save}>
          {w.download}
        </Button>
      </Group>
      <table className={classes['plainTable']}>
        <thead>
          <tr>
            <th data-right>{w.row}</th>
            <th>{w.column}</th>
            <th>{w.why}</th>
          </tr>
        </thead>
        <tbody>
          {state.errors.slice(0, SHOWN_MAX).map(({ row, column, message }) => (
            <tr key={`${row} ${column} ${message}`}>
              <td data-right>{row}</td>
              <td>{column}</td>
              <td>{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Stack>
  )
}
