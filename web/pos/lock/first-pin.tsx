import { Button, PasswordInput, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import type { CrewMember } from '../contract.ts'
import { Credentials, asksCode, useCredentials } from '../enrol/credentials.tsx'
import { till } from '../session.ts'
import { useValue } from '../store/value.ts'
import { network } from '../sync/link.ts'
import { fetchTill } from '../sync/snapshot.ts'

const WORDS = {
  why: {
    es: (name: string) =>
      `${name} aún no tiene PIN. Entra una vez con su correo y contraseña (o quien lleva la tienda con los suyos) y elige uno.`,
    en: (name: string) =>
      `${name} has no PIN yet. Sign in once with their e-mail and password (or whoever runs the shop with theirs) and choose one.`,
  },
  pin: { es: 'PIN nuevo, de 4 a 8 cifras', en: 'New PIN, 4 to 8 digits' },
  set: { es: 'Guardar PIN', en: 'Save PIN' },
  away: { es: 'Para poner un PIN hace falta conexión.', en: 'Setting a PIN needs a connection.' },
} as const

/** A PIN is chosen once, by oneself or by who runs the shop. */
export function FirstPin({ member, onSet }: { member: CrewMember; onSet: () => void }) {
  const w = useWords(WORDS)
  const { reachable } = useValue(network)
  const credentials = useCredentials()
  const [pin, setPin] = useState('')
  const set = useMutation({
    mutationFn: async () => {
      const own = await credentials.enter()
      try {
        await own.setStaffPin({ staff_id: member.id, pin })
      } finally {
        await own.signOut()
      }
      till.set(await fetchTill())
    },
    onSuccess: onSet,
  })
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
        <Credentials credentials={credentials} error={set.error} kept={false} />
        <PasswordInput
          label={w.pin}
          size="md"
          required
          inputMode="numeric"
          autoComplete="off"
          pattern="\d{4,8}"
          value={pin}
          onChange={(event) => setPin(event.target.value.replaceAll(/\D/g, ''))}
        />
        {!reachable && <Text className="soft">{w.away}</Text>}
        {set.error && !asksCode(set.error) && <Trouble error={set.error} />}
        <Button type="submit" size="md" disabled={!reachable} loading={set.isPending}>
          {w.set}
        </Button>
      </Stack>
    </form>
  )
}
