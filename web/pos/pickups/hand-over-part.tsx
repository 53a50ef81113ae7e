import { Button, Group, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { HiloError } from '#sdk'
import { date } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import type { Fulfilment } from '../contract.ts'
import { mustTill } from '../session.ts'
import { api } from '../sync/link.ts'
import { refresh } from '../sync/queries.ts'
import { CancelSheet } from './cancel-sheet.tsx'
import { PayFirst } from './pay-first.tsx'
import { Signature } from './signature.tsx'
import type { Signed } from './signature.tsx'
import { isSigned } from './strokes.ts'

const WORDS = {
  code: { es: 'Código de recogida', en: 'Pick-up code' },
  hand: { es: 'Entregar', en: 'Hand over' },
  document: { es: 'Documento visto', en: 'Document seen' },
  documentHint: { es: 'DNI acabado en 23Z', en: 'ID ending in 23Z' },
  noCode: { es: 'No tiene el código', en: 'They do not have the code' },
  noCodeWhy: {
    es: 'Mira un documento y anota cuál: la nota queda en el pedido.',
    en: 'Look at a document and note which: the note stays with the order.',
  },
  extend: { es: 'Guardar tres días más', en: 'Keep three days more' },
  kept: {
    es: (when: string) => `Se guarda hasta ${when}. Se avisa a quien lo espera.`,
    en: (when: string) => `Kept until ${when}. Whoever waits for it is told.`,
  },
  cancel: { es: 'Cancelar pedido', en: 'Cancel the order' },
} as const

const MORE_DAYS = 3
const DAY_MS = 86_400_000

type Props = { fulfilment: Fulfilment; shown?: string; onHanded: () => void }

/** The customer is here: their code, or what the shop wants instead of it. */
export function HandOverPart({ fulfilment, shown = '', onHanded }: Props) {
  const w = useWords(WORDS)
  const [code, setCode] = useState(shown)
  const [note, setNote] = useState('')
  const { handover_proof } = mustTill().settings
  const [without, setWithout] = useState(handover_proof === 'document')
  const signs = handover_proof === 'signature'
  const [signed, setSigned] = useState<Signed>({ by: '', path: '' })
  const fulfilment_id = fulfilment.id
  const hand = useMutation({
    mutationFn: () => {
      const proof = without ? { id_note: note.trim() } : { code: code.trim() }
      return api.handOver({ fulfilment_id, body: signs ? { ...proof, signed: toSend(signed) } : proof })
    },
    onSuccess: async () => {
      await refresh('listFulfilments')
      onHanded()
    },
  })
  const unpaid = hand.error instanceof HiloError && hand.error.code === 'order_unpaid'
  return (
    <Stack>
      {unpaid && <PayFirst order_id={fulfilment.order_id} onPaid={() => hand.mutate()} />}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          hand.mutate()
        }}
      >
        <Stack gap="sm">
          {without ? (
            <TextInput
              label={w.document}
              description={w.noCodeWhy}
              placeholder={w.documentHint}
              size="md"
              data-autofocus
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          ) : (
            <TextInput
              label={w.code}
              size="md"
              data-autofocus
              autoComplete="off"
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
          {signs && <Signature signed={signed} onSigned={setSigned} />}
          {hand.error && !unpaid && <Trouble error={hand.error} />}
          <Button
            type="submit"
            size="lg"
            disabled={(without ? note.trim().length < 3 : code.trim() === '') || (signs && signed.by.trim() === '')}
            loading={hand.isPending}
          >
            {w.hand}
          </Button>
          {!without && (
            <Button variant="subtle" size="md" onClick={() => setWithout(true)}>
              {w.noCode}
            </Button>
          )}
        </Stack>
      </form>
      <Otherwise fulfilment={fulfilment} />
    </Stack>
  )
}

const toSend = ({ by, path }: Signed) => ({ by: by.trim(), ...(isSigned(path) ? { path } : {}) })

/** They do not come today, or not at all. */
function Otherwise({ fulfilment }: { fulfilment: Fulfilment }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { timezone } = mustTill().store
  const [cancel, setCancel] = useState(false)
  const extend = useMutation({
    mutationFn: () => {
      const from = Math.max(Date.now(), fulfilment.hold_until ? Date.parse(fulfilment.hold_until) : 0)
      // A day of the shop's own calendar.
      const until = new Date(from + MORE_DAYS * DAY_MS).toLocaleDateString('sv-SE', { timeZone: timezone })
      return api.extendHold({ fulfilment_id: fulfilment.id, until })
    },
    onSuccess: async ({ hold_until }) => {
      await refresh('listFulfilments')
      if (hold_until)
        notifications.show({ message: w.kept(date(hold_until, 'moment', language, timezone)), color: 'green' })
    },
  })
  const close = (): void => setCancel(false)
  return (
    <>
      {extend.error && <Trouble error={extend.error} />}
      <Group grow>
        <Button variant="default" size="md" loading={extend.isPending} onClick={() => extend.mutate()}>
          {w.extend}
        </Button>
        <Button variant="default" size="md" c="var(--bad)" onClick={() => setCancel(true)}>
          {w.cancel}
        </Button>
      </Group>
      {cancel && <CancelSheet order_id={fulfilment.order_id} onDone={close} onClose={close} />}
    </>
  )
}
