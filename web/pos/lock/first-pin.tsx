import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { HiloError } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import type { CrewMember } from '../contract.ts'
import { till } from '../session.ts'
import { useValue } from '../store/value.ts'
import { apiAs, network } from '../sync/link.ts'
import { fetchTill } from '../sync/snapshot.ts'

const WORDS = {
  why: {
    es: (name: string) =>
      `${name} aún no tiene PIN. Entra una vez con su correo y contraseña (o quien lleva la tienda con los suyos) y elige uno.`,
    en: (name: string) =>
      `${name} has no PIN yet. Sign in once with their e-mail and password (or whoever runs the shop with theirs) and choose one.`,
  },
  email: { es: 'Correo', en: 'E-mail' },
  password: { es: 'Contraseña', en: 'Password' },
  code: { es: 'Código de la aplicación', en: 'Code of the app' },
  pin: { es: 'PIN nuevo, de 4 a 8 cifras', en: 'New PIN, 4 to 8 digits' },
  set: { es: 'Guardar PIN', en: 'Save PIN' },
  away: { es: 'Para poner un PIN hace falta conexión.', en: 'Setting a PIN needs a connection.' },
} as const

/** A PIN is chosen once, by oneself or by who runs the shop. */
export function FirstPin({ member, onSet }: { member: CrewMember; onSet: () => void }) {
  const w = useWords(WORDS)
  const { reachable } = useValue(network)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [totp_code, setCode] = useState('')
  const [pin, setPin] = useState('')
  const set = useMutation({
    mutationFn: async () => {
      const { token } = await apiAs('').signIn({ email, password, ...(totp_code ? { totp_code } : {}) })
      const own = apiAs(token)
      try {
        await own.setStaffPin({ staff_id: member.id, pin })
      } finally {
        await own.signOut()
      }
      till.set(await fetchTill())
    },
    onSuccess: onSet,
  })
  const asksCode = set.error instanceof HiloError && set.error.code === 'totp_required'
  return (
    <form
      style={{ width: 380, maxWidth: '100%' }}
      onSubmit={(event) => {
        event.preventDefault()
        set.mutate()
      }}
    >
      <Stack>
        <Text>{w.why(member.name)}</Text>
        <TextInput
          label={w.email}
          type="email"
          required
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordInput
          label={w.password}
          required
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {asksCode && (
          <TextInput
            label={w.code}
            inputMode="numeric"
            value={totp_code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
        <PasswordInput
          label={w.pin}
          required
          inputMode="numeric"
          autoComplete="off"
          pattern="\d{4,8}"
          value={pin}
          onChange={(event) => setPin(event.target.value.replaceAll(/\D/g, ''))}
        />
        {!reachable && <Text className="soft">{w.away}</Text>}
        {set.error && !asksCode && <Trouble error={set.error} />}
        <Button type="submit" size="md" disabled={!reachable} loading={set.isPending}>
          {w.set}
        </Button>
      </Stack>
    </form>
  )
}
