import { Button, PinInput, Stack, Text, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { HiloError } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Door } from './door.tsx'
import { Refusal } from './refusal.tsx'

const WORDS = {
  step: { es: 'Un paso más', en: 'One more step' },
  code: { es: 'Código de tu aplicación', en: 'Code of your app' },
  codeText: {
    es: 'Escribe las seis cifras que ves en tu aplicación de autenticación.',
    en: 'Type the six digits your authenticator app shows.',
  },
  recovery: { es: 'Código de recuperación', en: 'Recovery code' },
  recoveryText: {
    es: 'Escribe uno de los códigos que guardaste. Cada uno vale una vez.',
    en: 'Type one of the codes you kept. Each is good once.',
  },
  useRecovery: { es: 'No tengo el móvil', en: 'I do not have my phone' },
  useCode: { es: 'Usar la aplicación', en: 'Use the app' },
  enter: { es: 'Entrar', en: 'Sign in' },
  back: { es: 'Volver', en: 'Back' },
} as const
const CODE_DIGITS = 6

type SecondProps = {
  error: Error | null
  pending: boolean
  send: (factor: { totp_code?: string; recovery_code?: string }) => void
  back: () => void
}

/** What somebody has besides the password. */
export function SecondFactor({ error, pending, send, back }: SecondProps) {
  const w = useWords(WORDS)
  const [recovers, setRecovers] = useState(false)
  const [code, setCode] = useState('')
  const refused = error instanceof HiloError && error.code !== 'totp_required' ? error : null
  return (
    <Door title={w.step}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send(recovers ? { recovery_code: code.trim() } : { totp_code: code })
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {recovers ? w.recoveryText : w.codeText}
          </Text>
          {recovers ? (
            <TextInput
              label={w.recovery}
              autoComplete="off"
              required
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          ) : (
            <Figures code={code} setCode={setCode} send={send} />
          )}
          {refused && <Refusal error={refused} />}
          <Button type="submit" loading={pending}>
            {w.enter}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              setRecovers(!recovers)
              setCode('')
            }}
          >
            {recovers ? w.useCode : w.useRecovery}
          </Button>
          <Button variant="subtle" color="gray" onClick={back}>
            {w.back}
          </Button>
        </Stack>
      </form>
    </Door>
  )
}

type FiguresProps = { code: string; setCode: (code: string) => void; send: SecondProps['send'] }

/** Who came this far has the phone in hand: the figures can be typed at once. */
function Figures({ code, setCode, send }: FiguresProps) {
  const w = useWords(WORDS)
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => root.current?.querySelector('input')?.focus(), [])
  return (
    <PinInput
      rootRef={root}
      length={CODE_DIGITS}
      type="number"
      oneTimeCode
      aria-label={w.code}
      value={code}
      onChange={setCode}
      onComplete={(whole) => send({ totp_code: whole })}
    />
  )
}
