import { Button, PinInput, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { HiloError } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Step } from './step.tsx'
import type { StepOf } from './step.tsx'

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
} as const
const CODE_DIGITS = 6

type Send = (factor: { totp_code?: string; recovery_code?: string }) => void

/** What somebody has besides the password. */
export function SecondFactor({ error, send, ...step }: StepOf & { send: Send }) {
  const w = useWords(WORDS)
  const [recovers, setRecovers] = useState(false)
  const [code, setCode] = useState('')
  const refused = error instanceof HiloError && error.code !== 'totp_required' ? error : null
  return (
    <Step
      {...step}
      title={w.step}
      text={recovers ? w.recoveryText : w.codeText}
      enter={w.enter}
      refused={refused}
      send={() => send(recovers ? { recovery_code: code.trim() } : { totp_code: code })}
      other={
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
      }
    >
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
    </Step>
  )
}

type FiguresProps = { code: string; setCode: (code: string) => void; send: Send }

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
