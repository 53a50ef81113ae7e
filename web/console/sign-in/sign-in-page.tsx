import { Alert, Anchor, Button, Divider, PasswordInput, PinInput, Stack, Text, TextInput } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser'
import { useMutation } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { HiloError } from '#sdk'
import { explainRefusal } from '#shared/refusals.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { haveCome } from '../leaving.ts'
import { api, queries } from '../queries.ts'
import { useReturn } from '../reached.ts'
import { finishLeaving } from '../session.ts'
import { Door } from './door.tsx'

const WORDS = {
  title: { es: 'Entra en Hilo', en: 'Sign in to Hilo' },
  email: { es: 'Correo', en: 'E-mail' },
  password: { es: 'Contraseña', en: 'Password' },
  enter: { es: 'Entrar', en: 'Sign in' },
  or: { es: 'o', en: 'or' },
  passkey: { es: 'Entrar con llave de acceso', en: 'Sign in with a passkey' },
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
  back: { es: 'Volver', en: 'Back' },
  fresh: { es: 'Preparar un servidor nuevo', en: 'Set up a new server' },
} as const
const CODE_DIGITS = 6

const route = getRouteApi('/sign-in')
const endWhatWasLeft = (): void => void finishLeaving()

export function SignInPage() {
  const w = useWords(WORDS)
  const { next } = route.useSearch()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [second, setSecond] = useState(false)
  useEffect(endWhatWasLeft, [])
  useReturn(endWhatWasLeft)
  const come = (): void => {
    haveCome()
    queries.clear()
    window.location.assign(`/console${next ?? ''}`)
  }
  const enter = useMutation({
    mutationFn: (factor: { totp_code?: string; recovery_code?: string }) =>
      api.signIn({ email, password, cookie: true, ...factor }),
    onSuccess: come,
    onError: (error) => {
      if (error instanceof HiloError && error.code === 'totp_required') setSecond(true)
    },
  })
  if (second)
    return (
      <SecondFactor
        error={enter.error}
        pending={enter.isPending}
        send={(factor) => enter.mutate(factor)}
        back={() => {
          setSecond(false)
          enter.reset()
        }}
      />
    )
  return (
    <Door title={w.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          enter.mutate({})
        }}
      >
        <Stack>
          <TextInput
            label={w.email}
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <PasswordInput
            label={w.password}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          {enter.error && <Refusal error={enter.error} />}
          <Button type="submit" loading={enter.isPending}>
            {w.enter}
          </Button>
        </Stack>
      </form>
      {browserSupportsWebAuthn() && <Passkey come={come} />}
      <Anchor component={Link} to="/set-up" size="xs" c="dimmed" ta="center" mt="md" display="block">
        {w.fresh}
      </Anchor>
    </Door>
  )
}

/** What is wrong with what was typed, without the alarm of a failure. */
function Refusal({ error }: { error: Error }) {
  const language = useLanguage()
  return (
    <Alert color="red" role="alert" p="xs">
      {explainRefusal(error, language)}
    </Alert>
  )
}

function Passkey({ come }: { come: () => void }) {
  const w = useWords(WORDS)
  const enter = useMutation({
    mutationFn: async () => {
      const { challenge_id, options } = await api.passkeySignInOptions()
      const response = await startAuthentication({ optionsJSON: options as never })
      return api.signInByPasskey({ challenge_id, response: response as never, cookie: true })
    },
    onSuccess: come,
  })
  // Whoever closes the browser's own window changed their mind: that is no error.
  const refused = enter.error instanceof HiloError ? enter.error : null
  return (
    <Stack mt="md">
      <Divider label={w.or} />
      <Button
        variant="default"
        leftSection={<IconKey size={16} stroke={1.75} />}
        loading={enter.isPending}
        onClick={() => enter.mutate()}
      >
        {w.passkey}
      </Button>
      {refused && <Trouble error={refused} />}
    </Stack>
  )
}

type SecondProps = {
  error: Error | null
  pending: boolean
  send: (factor: { totp_code?: string; recovery_code?: string }) => void
  back: () => void
}

function SecondFactor({ error, pending, send, back }: SecondProps) {
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
