import { Anchor, Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser'
import { useMutation } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { HiloError } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { haveCome } from '../leaving.ts'
import { api, queries } from '../queries.ts'
import { useReturn } from '../reached.ts'
import { finishLeaving } from '../session.ts'
import { Door } from './door.tsx'
import { OwnPassword } from './own-password.tsx'
import { Refusal } from './refusal.tsx'
import { SecondFactor } from './second-factor.tsx'

const WORDS = {
  title: { es: 'Entra en Hilo', en: 'Sign in to Hilo' },
  email: { es: 'Correo', en: 'E-mail' },
  password: { es: 'Contraseña', en: 'Password' },
  enter: { es: 'Entrar', en: 'Sign in' },
  or: { es: 'o', en: 'or' },
  passkey: { es: 'Entrar con llave de acceso', en: 'Sign in with a passkey' },
  fresh: { es: 'Preparar un servidor nuevo', en: 'Set up a new server' },
} as const

const route = getRouteApi('/sign-in')
const endWhatWasLeft = (): void => void finishLeaving()

export function SignInPage() {
  const w = useWords(WORDS)
  const { next } = route.useSearch()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [new_password, setNew] = useState('')
  const [asked, setAsked] = useState<'password' | 'own' | 'second'>('password')
  useEffect(endWhatWasLeft, [])
  useReturn(endWhatWasLeft)
  const come = (): void => {
    haveCome()
    queries.clear()
    window.location.assign(`/console${next ?? ''}`)
  }
  const enter = useMutation({
    mutationFn: (factor: { totp_code?: string; recovery_code?: string }) =>
      api.signIn({ email, password, ...(new_password !== '' && { new_password }), cookie: true, ...factor }),
    onSuccess: come,
    onError: (error) => {
      if (!(error instanceof HiloError)) return
      if (error.code === 'totp_required') setAsked('second')
      if (error.code === 'password_given') setAsked('own')
    },
  })
  const step = {
    error: enter.error,
    pending: enter.isPending,
    back: () => {
      setAsked('password')
      setNew('')
      enter.reset()
    },
  }
  if (asked === 'second') return <SecondFactor {...step} send={(factor) => enter.mutate(factor)} />
  if (asked === 'own')
    return <OwnPassword {...step} email={email} password={new_password} set={setNew} send={() => enter.mutate({})} />
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
