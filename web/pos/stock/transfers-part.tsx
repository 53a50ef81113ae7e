import { Alert, Button, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconTruck } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Empty, Loading, Trouble } from '#ui/states.tsx'
import type { Reply } from '#sdk'
import { mustTill } from '../session.ts'
import { Picture, optionsOf } from '../show.tsx'
import { Stepper } from '../stepper.tsx'
import { articles } from '../store/articles.ts'
import { api } from '../sync/link.ts'
import { ask, refresh } from '../sync/queries.ts'

const WORDS = {
  none: { es: 'Nada en camino', en: 'Nothing on the way' },
  why: {
    es: 'Lo que otra tienda o el almacén envía aquí aparece mientras viene.',
    en: 'What another shop or the warehouse sends here appears while it is coming.',
  },
  from: { es: (place: string) => `Desde ${place}`, en: (place: string) => `From ${place}` },
  units: { es: (count: number) => `${count} unidades`, en: (count: number) => `${count} units` },
  check: { es: 'Cuenta lo que ha llegado de cada artículo.', en: 'Count what arrived of each article.' },
  sent: { es: (count: number) => `enviados ${count}`, en: (count: number) => `${count} sent` },
  arrived: { es: (name: string) => `${name}: llegados`, en: (name: string) => `${name}: arrived` },
  arrives: {
    es: (count: number, of: number) => `Llegan ${count} de ${of}`,
    en: (count: number, of: number) => `${count} of ${of} arrive`,
  },
  missing: {
    es: (count: number) =>
      count === 1
        ? 'Falta 1. Si viene más tarde, deja el envío abierto; si no viene, ciérralo y se anota como perdida.'
        : `Faltan ${count}. Si vienen más tarde, deja el envío abierto; si no vienen, ciérralo y se anotan como perdidas.`,
    en: (count: number) =>
      `${count} missing. If more comes later, leave the transfer open; if not, close it and it is noted as lost.`,
  },
  all: { es: 'Recibir todo', en: 'Receive everything' },
  without: {
    es: (count: number) => (count === 1 ? 'Recibir y cerrar sin 1' : `Recibir y cerrar sin ${count}`),
    en: (count: number) => `Receive, and close without ${count}`,
  },
  done: { es: (count: number) => `Recibidas ${count} unidades`, en: (count: number) => `${count} units received` },
  short: {
    es: (count: number, missing: number) =>
      `Recibidas ${count} unidades; ${missing} ${missing === 1 ? 'anotada como perdida' : 'anotadas como perdidas'}`,
    en: (count: number, missing: number) => `${count} units received; ${missing} noted as lost`,
  },
  part: { es: 'Recibir; el resto viene después', en: 'Receive; the rest comes later' },
} as const

type Transfer = Reply<'listTransfers'>['items'][number]

/** What is on its way here. */
export function TransfersPart() {
  const w = useWords(WORDS)
  const { location_id } = mustTill().store
  const list = useQuery(ask('listTransfers', { location_id, status: 'sent' as const, limit: 50 }))
  const places = useQuery(ask('listLocations', {}))
  const nameOf = ({ from_id, from }: Transfer): string =>
    places.data?.items.find(({ id }) => id === from_id)?.name ?? from
  const [open, setOpen] = useState<Transfer | null>(null)
  if (list.isPending) return <Loading />
  if (list.error) return <Trouble error={list.error} again={() => void list.refetch()} />
  const coming = list.data.items.filter(({ to_id }) => to_id === location_id)
  if (coming.length === 0)
    return (
      <Empty icon={<IconTruck size={40} stroke={1.25} />} title={w.none}>
        {w.why}
      </Empty>
    )
  return (
    <>
      <ul className="rows">
        {coming.map((transfer) => (
          <li key={transfer.id}>
            <button type="button" className="row" onClick={() => setOpen(transfer)}>
              <IconTruck size={28} stroke={1.5} />
              <span className="row-words">
                <span className="strong">{w.from(nameOf(transfer))}</span>
                <br />
                <span className="soft">
                  <Ago when={transfer.sent_at} />
                </span>
              </span>
              <span className="num strong">
                {w.units(transfer.lines.reduce((sum, { sent, received }) => sum + sent - received, 0))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {open && <Receive transfer={open} from={nameOf(open)} onClose={() => setOpen(null)} />}
    </>
  )
}

function Receive({ transfer, from, onClose }: { transfer: Transfer; from: string; onClose: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [receipt_id] = useState(() => crypto.randomUUID())
  const [counts, setCounts] = useState<Record<string, number>>(() =>
    Object.fromEntries(transfer.lines.map(({ variant_id, sent, received }) => [variant_id, sent - received])),
  )
  const expected = transfer.lines.reduce((sum, { sent, received }) => sum + sent - received, 0)
  const arrived = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const missing = expected - arrived
  const receive = useMutation({
    mutationFn: (close: boolean) =>
      api.receiveTransfer({
        transfer_id: transfer.id,
        receipt_id,
        close,
        lines: Object.entries(counts)
          .filter(([, received]) => received > 0)
          .map(([variant_id, received]) => ({ variant_id, received })),
      }),
    onSuccess: async (_, close) => {
      await refresh('listTransfers', 'listLevels')
      notifications.show({
        message: close && missing > 0 ? w.short(arrived, missing) : w.done(arrived),
        color: 'green',
      })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={w.from(from)} size="lg">
      <Stack>
        <Text className="soft">{w.check}</Text>
        <ul className="rows">
          {transfer.lines.map(({ variant_id, sku, sent, received }) => {
            const article = articles.get().get(variant_id)
            const name = article ? `${article.name[language]} ${optionsOf(article.options[language])}` : sku
            return (
              <li key={variant_id} className="row row-steps">
                <Picture src={article?.picture ?? null} small={52} />
                <span className="row-words">
                  <span className="strong">{name}</span>
                  <br />
                  <span className="soft">
                    {sku} · {w.sent(sent - received)}
                  </span>
                </span>
                <Stepper
                  label={w.arrived(name)}
                  min={0}
                  max={sent - received}
                  value={counts[variant_id] ?? 0}
                  onValue={(next) => setCounts({ ...counts, [variant_id]: next })}
                />
              </li>
            )
          })}
        </ul>
        <Text fw={600} aria-live="polite">
          {w.arrives(arrived, expected)}
        </Text>
        {missing > 0 && <Alert color="yellow">{w.missing(missing)}</Alert>}
        {receive.error && <Trouble error={receive.error} />}
        <Button size="md" loading={receive.isPending} onClick={() => receive.mutate(true)}>
          {missing > 0 ? w.without(missing) : w.all}
        </Button>
        {missing > 0 && (
          <Button
            size="md"
            variant="default"
            disabled={receive.isPending || arrived === 0}
            onClick={() => receive.mutate(false)}
          >
            {w.part}
          </Button>
        )}
      </Stack>
    </Modal>
  )
}
