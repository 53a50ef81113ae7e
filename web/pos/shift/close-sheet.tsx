import { Alert, Button, Modal, Stack, Text } from '@mantine/core'
import { IconCloudUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ago, minorFrom } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { useNow } from '#ui/show.tsx'
import { Trouble } from '#ui/states.tsx'
import { AmountField } from '../amount-field.tsx'
import { ManagerPin } from '../lock/manager-pin.tsx'
import { assistant, mustTill } from '../session.ts'
import { useValue } from '../store/value.ts'
import { queue, sendSoon } from '../sync/sender.ts'
import { closeShift, drawer } from './verbs.ts'
import type { Z } from './verbs.ts'
import { ZSlip } from './z-slip.tsx'

const WORDS = {
  title: { es: 'Cerrar caja', en: 'Close the till' },
  blind: {
    es: 'Cuenta primero: lo esperado se ve después.',
    en: 'Count first: what is expected is shown afterwards.',
  },
  cash: { es: 'Efectivo contado en el cajón', en: 'Cash counted in the drawer' },
  terminal: { es: 'Total del terminal de tarjeta', en: 'Total of the card terminal' },
  close: { es: 'Cerrar y sacar el Z', en: 'Close and make the Z' },
  waiting: {
    es: (count: number, when: string) =>
      `${count === 1 ? 'Queda 1 registro' : `Quedan ${count} registros`} sin enviar, ${count === 1 ? 'de' : 'el más antiguo de'} ${when}. Espera a la conexión; si no puede ser, lo decide quien lleva la tienda: lo pendiente sale en cuanto vuelva.`,
    en: (count: number, when: string) =>
      `${count === 1 ? '1 record is' : `${count} records are`} not sent, ${count === 1 ? '' : 'the oldest '}${when}. Wait for the connection; if that cannot be, whoever runs the shop decides: they go out as soon as it is back.`,
  },
  differs: {
    es: 'Lo contado no es lo que se espera. Cuenta otra vez. Si sale lo mismo, cierra: la diferencia queda en el Z.',
    en: 'What was counted is not what is expected. Count again. If it comes to the same, close: the difference stays in the Z.',
  },
  withDifference: { es: 'Cerrar con la diferencia', en: 'Close with the difference' },
  send: { es: 'Enviar ahora', en: 'Send now' },
  anyway: { es: 'Cerrar con envíos pendientes', en: 'Close with records waiting' },
} as const

/** The blind count, then the Z with its number and what is missing or too much. */
export function CloseSheet({ onClose }: { onClose: () => void }) {
  const w = useWords(WORDS)
  const [cash, setCash] = useState('')
  const [terminal, setTerminal] = useState('')
  const [asks, setAsks] = useState(false)
  const [closed, setClosed] = useState<Z | null>(null)
  /** Counted once, and not what is expected: said without saying what is, so that the second count is blind too. */
  const [differs, setDiffers] = useState(false)
  const { waiting } = useValue(queue)
  const { currency } = mustTill()
  const who = useValue(assistant)
  const counted = { cash: minorFrom(cash, currency), terminal: terminal === '' ? 0 : minorFrom(terminal, currency) }
  const wrong = counted.cash === null || counted.terminal === null
  const close = useMutation({
    mutationFn: () => closeShift({ cash: counted.cash ?? 0, terminal: counted.terminal ?? 0 }),
    onSuccess: setClosed,
  })
  const finish = async (): Promise<void> => {
    if (wrong) return
    const expected = (await drawer())?.expected
    const off = expected?.cash !== counted.cash || expected?.terminal !== counted.terminal
    if (off && !differs) return setDiffers(true)
    if (waiting === 0 || who?.may.close_shift) return close.mutate()
    setAsks(true)
  }
  const again = (set: (typed: string) => void) => (typed: string) => {
    setDiffers(false)
    set(typed)
  }
  if (closed) return <ZSlip closed={closed} onClose={onClose} />
  if (asks)
    return (
      <ManagerPin
        may="close_shift"
        onApproved={() => {
          setAsks(false)
          close.mutate()
        }}
        onClose={() => setAsks(false)}
      />
    )
  return (
    <Modal opened onClose={onClose} title={w.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void finish()
        }}
      >
        <Stack>
          <Text className="soft">{w.blind}</Text>
          <AmountField label={w.cash} value={cash} onValue={again(setCash)} first />
          <AmountField label={w.terminal} value={terminal} onValue={again(setTerminal)} />
          <Unsent />
          {differs && (
            <Alert color="yellow" role="alert">
              {w.differs}
            </Alert>
          )}
          {close.error && <Trouble error={close.error} />}
          <Button type="submit" size="md" disabled={wrong} loading={close.isPending}>
            {differs ? w.withDifference : waiting === 0 ? w.close : w.anyway}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

/** A shift never closes quietly on what the server does not have. */
function Unsent() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const now = useNow(5_000)
  const { waiting, oldest } = useValue(queue)
  if (waiting === 0 || oldest === null) return null
  return (
    <Alert color="yellow" icon={<IconCloudUpload />}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{w.waiting(waiting, ago(oldest, now, language))}</Text>
        <Button variant="default" size="sm" onClick={sendSoon}>
          {w.send}
        </Button>
      </Stack>
    </Alert>
  )
}
