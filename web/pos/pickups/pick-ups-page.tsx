import { ActionIcon, Button, Group, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconCamera, IconPackage, IconQrcode } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { HiloError } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Empty, Loading, Trouble } from '#ui/states.tsx'
import type { Fulfilment } from '../contract.ts'
import { Camera } from '../scan/camera.tsx'
import { CalledOff } from '../owed/called-off.tsx'
import { OwedHere, useOwedHere } from '../owed/owed-here.tsx'
import { mustTill } from '../session.ts'
import { useValue } from '../store/value.ts'
import { api, network } from '../sync/link.ts'
import { ask, refresh } from '../sync/queries.ts'
import { GreenScreen } from './green-screen.tsx'
import { PickUpCard } from './pick-up-card.tsx'
import { shown } from './shown.ts'
import type { Shown } from './shown.ts'
import { WorkSheet } from './work-sheet.tsx'
import { focused } from '../focus.ts'

const WORDS = {
  title: { es: 'Recogidas', en: 'Pick-ups' },
  todo: { es: 'Por preparar', en: 'To prepare' },
  ready: { es: 'Listas', en: 'Ready' },
  trouble: { es: 'Incidencias', en: 'Problems' },
  scan: { es: 'Código de recogida', en: 'Pick-up code' },
  hand: { es: 'Entregar', en: 'Hand over' },
  camera: { es: 'Escanear el código con la cámara', en: 'Scan the code with the camera' },
  unknown: {
    es: (code: string) => `Ninguna recogida lista en esta tienda tiene el código «${code}».`,
    en: (code: string) => `No pick-up that is ready in this shop has the code “${code}”.`,
  },
  noneTodo: { es: 'Nada por preparar', en: 'Nothing to prepare' },
  noneTodoWhy: {
    es: 'Los pedidos que alguien recogerá aquí aparecen en cuanto se hacen, el más urgente primero.',
    en: 'Orders somebody will collect here appear as soon as they are placed, the most urgent first.',
  },
  noneReady: { es: 'Nada esperando', en: 'Nothing waiting' },
  noneReadyWhy: { es: 'Lo que preparas espera aquí a que vengan.', en: 'What you prepare waits here until they come.' },
  noneTrouble: { es: 'Sin incidencias', en: 'No problems' },
  noneTroubleWhy: {
    es: 'Si falta un artículo, la recogida llega aquí para acordar otra tienda o un envío. También el dinero que haya que devolver.',
    en: 'When an article is missing, the pick-up comes here to agree on another shop or a shipment. So does money to give back.',
  },
  away: {
    es: 'Las recogidas se ven con conexión. La venta sigue funcionando.',
    en: 'Pick-ups are seen with a connection. Selling goes on.',
  },
} as const

type View = 'todo' | 'ready' | 'trouble'
const STATUSES: Readonly<Record<View, readonly Fulfilment['status'][]>> = {
  todo: ['assigned', 'accepted', 'picking'],
  ready: ['ready'],
  trouble: ['exception'],
}
const EVERY_MS = 15_000

/** What somebody will collect here: prepare it, and hand it over against their code. */
export function PickUpsPage() {
  const w = useWords(WORDS)
  const { reachable } = useValue(network)
  const [view, setView] = useState<View>('todo')
  const [open, setOpen] = useState<Shown | null>(shown.get)
  useEffect(() => shown.set(null), [])
  const [handed, setHanded] = useState<Fulfilment | null>(null)
  const list = useQuery({
    ...ask('listFulfilments', { store_id: mustTill().store.id, kind: 'pickup' as const, limit: 100 }),
    enabled: reachable,
    refetchInterval: EVERY_MS,
  })
  const all = list.data?.items ?? []
  const listed = all.filter(({ status }) => STATUSES[view].includes(status))
  const owed = useOwedHere()
  const shownOwed = reachable && view === 'trouble' ? owed : []
  const count = (of: View): number =>
    all.filter(({ status }) => STATUSES[of].includes(status)).length + (of === 'trouble' ? owed.length : 0)
  const none = { todo: w.noneTodo, ready: w.noneReady, trouble: w.noneTrouble }[view]
  const why = { todo: w.noneTodoWhy, ready: w.noneReadyWhy, trouble: w.noneTroubleWhy }[view]
  const chosen = all.find(({ id }) => id === open?.id)
  return (
    <div className="till-page">
      <Stack>
        <Title order={1} size="xl">
          {w.title}
        </Title>
        <HandOverField onHanded={setHanded} onSheet={setOpen} />
        <SegmentedControl
          className="views"
          size="sm"
          fullWidth
          aria-label={w.title}
          value={view}
          onChange={(next) => setView(next as View)}
          data={(['todo', 'ready', 'trouble'] as const).map((value) => ({
            value,
            label: list.data && reachable ? `${w[value]} (${count(value)})` : w[value],
          }))}
        />
        {!reachable && <Empty title={w.away} />}
        {reachable && list.isPending && <Loading />}
        {list.error && <Trouble error={list.error} again={() => void list.refetch()} />}
        {reachable && list.data && listed.length + shownOwed.length === 0 && (
          <Empty icon={<IconPackage size={40} stroke={1.25} />} title={none}>
            {why}
          </Empty>
        )}
        <ul className="cards">
          {listed.map((fulfilment) => (
            <li key={fulfilment.id}>
              <PickUpCard fulfilment={fulfilment} onOpen={() => setOpen({ id: fulfilment.id, code: '' })} />
            </li>
          ))}
        </ul>
        <OwedHere owed={shownOwed} />
      </Stack>
      {chosen && open && (
        <WorkSheet fulfilment={chosen} shown={open.code} onHanded={setHanded} onClose={() => setOpen(null)} />
      )}
      {handed && <GreenScreen handed={handed} onDone={() => setHanded(null)} />}
      <CalledOff />
    </div>
  )
}

type HandOverProps = {
  onHanded: (handed: Fulfilment) => void
  /** More is needed than the code: the sheet of the pick-up asks for it. */
  onSheet: (open: Shown) => void
}

/** One field for every customer who comes: the code finds the pick-up and hands it over. */
function HandOverField({ onHanded, onSheet }: HandOverProps) {
  const w = useWords(WORDS)
  const { reachable } = useValue(network)
  const [code, setCode] = useState('')
  const [camera, setCamera] = useState(false)
  const [unknown, setUnknown] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const hand = async (typed: string): Promise<void> => {
    if (typed.trim() === '') return
    setBusy(true)
    setUnknown(null)
    setTrouble(null)
    // Right or wrong, the next scan begins in an empty field.
    setCode('')
    try {
      const { items } = await api.listFulfilments({ store_id: mustTill().store.id, code: typed.trim() })
      const found = items.find(({ status }) => status === 'ready')
      if (!found) return setUnknown(typed.trim())
      const sheet = (): void => onSheet({ id: found.id, code: typed.trim() })
      if (mustTill().settings.handover_proof !== 'code') return sheet()
      try {
        await api.handOver({ fulfilment_id: found.id, body: { code: typed.trim() } })
      } catch (error) {
        if (error instanceof HiloError && error.code === 'order_unpaid') return sheet()
        throw error
      }
      onHanded(found)
      await refresh('listFulfilments')
    } catch (error) {
      setTrouble(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void hand(code)
      }}
    >
      <Group gap="xs" align="flex-end">
        <TextInput
          flex="1 1 240px"
          size="md"
          label={w.scan}
          leftSection={<IconQrcode size={20} stroke={1.75} />}
          ref={focused}
          autoComplete="off"
          disabled={!reachable}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <ActionIcon
          variant="default"
          size={48}
          aria-label={w.camera}
          disabled={!reachable}
          onClick={() => setCamera(true)}
        >
          <IconCamera stroke={1.75} />
        </ActionIcon>
        <Button
          className="phone-wide"
          type="submit"
          size="md"
          h={48}
          disabled={!reachable || code.trim() === ''}
          loading={busy}
        >
          {w.hand}
        </Button>
      </Group>
      {unknown !== null && (
        <Text c="var(--bad)" size="sm" mt={4} role="alert">
          {w.unknown(unknown)}
        </Text>
      )}
      {trouble !== null && <Trouble error={trouble} />}
      {camera && <Camera onCode={(found) => void hand(found)} onClose={() => setCamera(false)} />}
    </form>
  )
}
