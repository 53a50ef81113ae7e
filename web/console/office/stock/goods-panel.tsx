import { Button, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { Lacking, isWhole } from '../../frame/lacking.tsx'
import { SidePanel } from '../../frame/side-panel.tsx'
import { refresh } from '../../queries.ts'
import { PlaceSelect } from '../pieces/places.tsx'
import { GoodsLines } from './goods-lines.tsx'
import { GOODS, STOCK_ANSWERS, bookGoods } from './goods.ts'
import type { GoodsKind, GoodsLine } from './goods.ts'

const WORDS = {
  lacksPlace: { es: 'el sitio', en: 'the place' },
  lacksTo: { es: 'a dónde va', en: 'where it goes' },
  lacksGoods: { es: 'algún artículo con unidades', en: 'some article with units' },
  lacksReason: { es: 'el motivo', en: 'the reason' },
  place: { es: 'Sitio', en: 'Place' },
  from: { es: 'Desde', en: 'From' },
  to: { es: 'Hacia', en: 'To' },
  reason: { es: 'Motivo', en: 'Reason' },
  note: { es: 'Nota', en: 'Note' },
  reference: { es: 'Albarán', en: 'Delivery note' },
  receiveAbout: { es: 'Lo que llega se suma a lo que hay.', en: 'What arrives is added to what is there.' },
  countAbout: {
    es: 'Escribe lo que has contado en la estantería, sin mirar el sistema.',
    en: 'Type what you counted on the shelf, without looking at the system.',
  },
  adjustAbout: {
    es: 'Escribe la diferencia: −1 si falta una, 2 si sobran dos.',
    en: 'Type the difference: −1 if one is missing, 2 if two are too many.',
  },
  sendAbout: {
    es: 'Sale de un sitio y queda de camino hasta que el otro lo recibe.',
    en: 'It leaves one place and is on its way until the other receives it.',
  },
  done: { es: 'Anotado en el libro', en: 'Booked in the ledger' },
  counted: { es: 'Recuento', en: 'Count' },
} as const

type Props = { kind: GoodsKind; place: string | null; variant: string | null; onClose: () => void }

/** Goods that come, go, are counted or put right: a place, a reason, and lines. */
export function GoodsPanel({ kind, place, variant, onClose }: Props) {
  const w = useWords(WORDS)
  const words = useWords(GOODS)
  const [id] = useState(() => crypto.randomUUID())
  const [at, setAt] = useState(place)
  const [to, setTo] = useState<string | null>(null)
  const [reason, setReason] = useState(kind === 'count' ? w.counted : '')
  const [lines, setLines] = useState<readonly GoodsLine[]>(
    variant === null ? [] : [{ variant_id: variant, quantity: kind === 'adjust' ? -1 : kind === 'count' ? 0 : 1 }],
  )
  const book = useMutation({
    mutationFn: () => bookGoods(kind, { id, place: at ?? '', to, reason: reason.trim(), lines }),
    onSuccess: async () => {
      notifications.show({ message: w.done, color: 'green' })
      onClose()
      await refresh(...STOCK_ANSWERS)
    },
  })
  const needsReason = kind === 'adjust' || kind === 'count'
  const meant = lines.filter(({ quantity }) => kind === 'count' || quantity !== 0)
  const lacking = [
    at === null && w.lacksPlace,
    kind === 'send' && to === null && w.lacksTo,
    meant.length === 0 && w.lacksGoods,
    needsReason && reason.trim() === '' && w.lacksReason,
  ]
  return (
    <SidePanel
      opened
      onClose={onClose}
      title={words[kind]}
      footer={
        <>
          <Lacking what={lacking} />
          <Button disabled={!isWhole(lacking)} loading={book.isPending} onClick={() => book.mutate()}>
            {words[kind]}
          </Button>
        </>
      }
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {w[`${kind}About`]}
        </Text>
        <PlaceSelect label={kind === 'send' ? w.from : w.place} value={at} onPick={setAt} without={to} />
        {kind === 'send' && <PlaceSelect label={w.to} value={to} onPick={setTo} without={at} />}
        <GoodsLines lines={lines} setLines={setLines} canBeLess={kind === 'adjust'} least={kind === 'count' ? 0 : 1} />
        {kind === 'adjust' ? (
          <Textarea
            label={w.reason}
            required
            autosize
            minRows={2}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        ) : (
          <TextInput
            label={kind === 'receive' ? w.reference : kind === 'count' ? w.reason : w.note}
            required={kind === 'count'}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        {book.error && <Trouble error={book.error} />}
      </Stack>
    </SidePanel>
  )
}
