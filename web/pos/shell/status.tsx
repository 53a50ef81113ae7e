import { Button, Drawer, Select, SegmentedControl, Stack, Table, Text, useMantineColorScheme } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUpload } from '@tabler/icons-react'
import { ago, number } from '#shared/show.ts'
import { useLanguage, useReading, useWords } from '#ui/face.tsx'
import { useNow } from '#ui/show.tsx'
import { articles } from '../store/articles.ts'
import { customers } from '../store/customers.ts'
import { useValue } from '../store/value.ts'
import { network } from '../sync/link.ts'
import { queue, sendSoon } from '../sync/sender.ts'
import { snapshot } from '../sync/snapshot.ts'
import { newer } from '../update.ts'
import { EnrolAgain } from './enrol-again.tsx'
import { StuckPart } from './stuck-part.tsx'
import { Tasks } from './tasks.tsx'
import { PrinterChoice } from '../receipt/printer-choice.tsx'

const WORDS = {
  online: { es: 'En línea', en: 'Online' },
  away: { es: 'Sin conexión: la caja sigue vendiendo', en: 'No connection: the till sells on' },
  awayShort: { es: 'Sin conexión', en: 'No connection' },
  waiting: {
    es: (count: number) => `${count} por enviar`,
    en: (count: number) => `${count} to send`,
  },
  loading: {
    es: (count: string) => `Cargando artículos: ${count}`,
    en: (count: string) => `Loading articles: ${count}`,
  },
  stuck: { es: 'El envío está parado', en: 'Sending has stopped' },
  refused: { es: 'Esta caja ya no está autorizada', en: 'This till is no longer authorised' },
  title: { es: 'Estado de la caja', en: 'State of the till' },
  network: { es: 'Conexión', en: 'Connection' },
  since: { es: (when: string) => `desde ${when}`, en: (when: string) => `since ${when}` },
  queue: { es: 'Por enviar', en: 'To send' },
  none: { es: 'Nada: todo está en el servidor', en: 'Nothing: the server has everything' },
  oldest: { es: (when: string) => `lo más antiguo, ${when}`, en: (when: string) => `the oldest ${when}` },
  data: { es: 'Artículos y precios', en: 'Articles and prices' },
  people: { es: 'Clientes', en: 'Customers' },
  asOf: {
    es: (count: string, when: string) => `${count}, actualizados ${when}`,
    en: (count: string, when: string) => `${count}, updated ${when}`,
  },
  send: { es: 'Enviar ahora', en: 'Send now' },
  newer: { es: 'hay una versión nueva', en: 'there is a newer version' },
  update: {
    es: 'Usar la versión nueva: el ticket y lo que espera siguen aquí',
    en: 'Use the newer version: the ticket and what waits stay here',
  },
  language: { es: 'Idioma', en: 'Language' },
  theme: { es: 'Aspecto', en: 'Appearance' },
  light: { es: 'Claro', en: 'Light' },
  dark: { es: 'Oscuro', en: 'Dark' },
  auto: { es: 'Como el equipo', en: 'As the device' },
} as const

/** One calm line: the network, what waits and since when, how old the prices are. */
export function Status() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [opened, { open, close }] = useDisclosure()
  const { reachable, refused } = useValue(network)
  const { waiting, oldest, stuck } = useValue(queue)
  const { loading } = useValue(snapshot)
  const update = useValue(newer)
  const now = useNow(15_000)
  const state = stuck || refused ? 'stuck' : reachable ? 'well' : 'away'
  const Icon =
    state === 'stuck' ? IconAlertTriangle : !reachable ? IconCloudOff : waiting > 0 ? IconCloudUpload : IconCloudCheck
  const words = [
    refused
      ? w.refused
      : stuck
        ? w.stuck
        : loading !== null
          ? w.loading(number(loading, language))
          : reachable
            ? w.online
            : waiting > 0
              ? w.awayShort
              : w.away,
    ...(update && state === 'well' ? [w.newer] : []),
    ...(waiting > 0 && oldest ? [`${w.waiting(waiting)} (${ago(oldest, now, language)})`] : []),
  ]
  return (
    <>
      <button type="button" className="status" data-state={state} onClick={open}>
        <Icon size={20} stroke={1.75} style={{ flex: 'none' }} />
        <span aria-live="polite">{words.join(' · ')}</span>
      </button>
      <Drawer opened={opened} onClose={close} title={w.title} size="md">
        <Stack gap="lg">
          <EnrolAgain />
          {update && (
            <Button variant="light" onClick={() => window.location.reload()}>
              {w.update}
            </Button>
          )}
          <Details />
          <Tasks />
          <PrinterChoice />
          <Looks />
        </Stack>
      </Drawer>
    </>
  )
}

function Details() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { reachable, since } = useValue(network)
  const { waiting, oldest, stuck } = useValue(queue)
  const { at } = useValue(snapshot)
  const now = useNow(15_000)
  const told = at === null ? '' : ago(at, now, language)
  return (
    <Stack gap="sm">
      {stuck && <StuckPart stuck={stuck} />}
      <Table variant="vertical" withRowBorders>
        <Table.Tbody>
          <Table.Tr>
            <Table.Th scope="row">{w.network}</Table.Th>
            <Table.Td>{`${reachable ? w.online : w.away}, ${w.since(ago(since, now, language))}`}</Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Th scope="row">{w.queue}</Table.Th>
            <Table.Td>
              {waiting === 0 || !oldest ? w.none : `${waiting}, ${w.oldest(ago(oldest, now, language))}`}
            </Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Th scope="row">{w.data}</Table.Th>
            <Table.Td>{w.asOf(number(articles.get().size, language), told)}</Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Th scope="row">{w.people}</Table.Th>
            <Table.Td>{w.asOf(number(customers.get().size, language), told)}</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
      {waiting > 0 && (
        <Button variant="default" onClick={sendSoon} style={{ alignSelf: 'flex-start' }}>
          {w.send}
        </Button>
      )}
    </Stack>
  )
}

function Looks() {
  const w = useWords(WORDS)
  const { language, read } = useReading()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Stack gap="sm">
      <Select
        label={w.language}
        allowDeselect={false}
        value={language}
        data={[
          { value: 'es', label: 'Español' },
          { value: 'en', label: 'English' },
        ]}
        onChange={(next) => read(next as 'es' | 'en')}
      />
      <div>
        <Text size="sm" fw={500} mb={4}>
          {w.theme}
        </Text>
        <SegmentedControl
          fullWidth
          aria-label={w.theme}
          value={colorScheme}
          onChange={(next) => setColorScheme(next as 'light' | 'dark' | 'auto')}
          data={[
            { value: 'auto', label: w.auto },
            { value: 'light', label: w.light },
            { value: 'dark', label: w.dark },
          ]}
        />
      </div>
    </Stack>
  )
}
