import { Badge, Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { HiloError } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { useFieldErrors } from '../frame/field-errors.ts'
import { PageHeader } from '../frame/page-header.tsx'
import { useAction } from '../frame/use-action.ts'
import { api, ask, refresh } from '../queries.ts'
import { Box } from './box.tsx'
import classes from './security.module.css'
import { SecondFactor } from './second-factor.tsx'

const WORDS = {
  title: { es: 'Seguridad', en: 'Security' },
  about: { es: 'Cómo entras tú, y desde dónde.', en: 'How you sign in, and from where.' },
  passkeys: { es: 'Llaves de acceso', en: 'Passkeys' },
  passkeysText: {
    es: 'Entra con la huella, la cara o el PIN de este aparato, sin contraseña.',
    en: 'Sign in with the finger, face or PIN of this device, without a password.',
  },
  addPasskey: { es: 'Añadir llave', en: 'Add passkey' },
  noPasskeys: { es: 'Todavía no tienes ninguna.', en: 'You have none yet.' },
  used: { es: 'usada', en: 'used' },
  remove: { es: 'Quitar', en: 'Remove' },
  passkeyAdded: { es: 'Llave añadida.', en: 'Passkey added.' },
  sessions: { es: 'Sesiones abiertas', en: 'Open sessions' },
  here: { es: 'esta', en: 'this one' },
  end: { es: 'Cerrar', en: 'End' },
  endOthers: { es: 'Cerrar todas las demás', en: 'End all others' },
  ended: { es: 'Sesiones cerradas.', en: 'Sessions ended.' },
  password: { es: 'Contraseña', en: 'Password' },
  passwordText: { es: 'Al cambiarla se cierran tus otras sesiones.', en: 'Changing it ends your other sessions.' },
  now: { es: 'Contraseña de ahora', en: 'Present password' },
  next: { es: 'Contraseña nueva', en: 'New password' },
  change: { es: 'Cambiar contraseña', en: 'Change password' },
  changed: { es: 'Contraseña cambiada.', en: 'Password changed.' },
} as const

/** How one signs in oneself: passkeys, second factor, password, sessions. */
export function SecurityPage() {
  const w = useWords(WORDS)
  return (
    <div className={classes['page']}>
      <PageHeader title={w.title} about={w.about} />
      <Stack>
        <SecondFactor />
        <Passkeys />
        <Password />
        <Sessions />
      </Stack>
    </div>
  )
}

function Passkeys() {
  const w = useWords(WORDS)
  const { data, error } = useQuery(ask('listPasskeys', {}))
  const remove = useAction('removePasskey', { refreshes: ['listPasskeys'] })
  const add = useMutation({
    mutationFn: async () => {
      const { startRegistration } = await import('@simplewebauthn/browser')
      const { challenge_id, options } = await api.passkeyRegistrationOptions()
      const response = await startRegistration({ optionsJSON: options as never })
      return api.registerPasskey({ challenge_id, name: deviceName(navigator.userAgent), response: response as never })
    },
    onSuccess: () => {
      notifications.show({ message: w.passkeyAdded, color: 'green' })
      void refresh('listPasskeys')
    },
  })
  return (
    <Box
      title={w.passkeys}
      text={w.passkeysText}
      action={
        <Button variant="default" flex="none" loading={add.isPending} onClick={() => add.mutate()}>
          {w.addPasskey}
        </Button>
      }
    >
      {add.error instanceof HiloError && <Trouble error={add.error} />}
      {error && <Trouble error={error} />}
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed" mt={8}>
          {w.noPasskeys}
        </Text>
      )}
      <ul className={classes['list']}>
        {data?.items.map(({ id, name, created_at, used_at }) => (
          <li key={id}>
            <div>
              {name}
              <Text size="xs" c="dimmed">
                {w.used} <Ago when={used_at ?? created_at} />
              </Text>
            </div>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`${w.remove} ${name}`}
              onClick={() => remove.mutate({ passkey_id: id })}
            >
              {w.remove}
            </Button>
          </li>
        ))}
      </ul>
    </Box>
  )
}

/** `Chrome · Linux`: enough to know one's own devices by. */
function deviceName(agent: string): string {
  const browser = ['Edg', 'Firefox', 'Chrome', 'Safari'].find((name) => agent.includes(name)) ?? 'Browser'
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac', 'Linux'].find((name) => agent.includes(name)) ?? ''
  return [browser === 'Edg' ? 'Edge' : browser, system].filter(Boolean).join(' · ')
}

function Password() {
  const w = useWords(WORDS)
  const [password, setPassword] = useState('')
  const [new_password, setNew] = useState('')
  const change = useAction('changePassword', {
    quiet: true,
    done: w.changed,
    refreshes: ['listSessions'],
    onDone: () => {
      setPassword('')
      setNew('')
    },
  })
  const errors = useFieldErrors(change.error, { bad_password: 'now', bad_sign_in: 'now', password_too_common: 'next' })
  return (
    <Box title={w.password} text={w.passwordText}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate({ password, new_password })
        }}
      >
        <Group align="flex-start" mt="sm">
          <PasswordInput
            w={240}
            label={w.now}
            autoComplete="current-password"
            required
            value={password}
            error={errors.of('now')}
            onChange={(event) => setPassword(event.target.value)}
          />
          <PasswordInput
            w={240}
            label={w.next}
            autoComplete="new-password"
            required
            value={new_password}
            error={errors.of('next')}
            onChange={(event) => setNew(event.target.value)}
          />
        </Group>
        {errors.rest && <Trouble error={errors.rest} />}
        <Button type="submit" mt="sm" variant="default" loading={change.isPending}>
          {w.change}
        </Button>
      </form>
    </Box>
  )
}

function Sessions() {
  const w = useWords(WORDS)
  const { data, error } = useQuery(ask('listSessions', {}))
  const end = useAction('revokeSession', { refreshes: ['listSessions'] })
  const endAll = useAction('revokeSessions', { done: w.ended, refreshes: ['listSessions'] })
  if (error) return <Trouble error={error} />
  if (!data) return <Loading />
  return (
    <Box
      title={w.sessions}
      action={
        data.items.length > 1 && (
          <Button variant="default" flex="none" onClick={() => endAll.mutate({ keep_this: true })}>
            {w.endOthers}
          </Button>
        )
      }
    >
      <ul className={classes['list']}>
        {data.items.map(({ id, user_agent, seen_at, current }) => (
          <li key={id}>
            <div>
              {deviceName(user_agent ?? '')}{' '}
              {current && (
                <Badge size="sm" variant="default" tt="none">
                  {w.here}
                </Badge>
              )}
              <Text size="xs" c="dimmed">
                <Ago when={seen_at} />
              </Text>
            </div>
            {!current && (
              <Button size="compact-sm" variant="default" onClick={() => end.mutate({ session_id: id })}>
                {w.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Box>
  )
}
