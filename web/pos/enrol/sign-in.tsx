import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { HiloError } from '#sdk'
import type { Client } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { focused } from '../focus.ts'
import { apiAs } from '../sync/link.ts'

const WORDS = {
  email: { es: 'Correo', en: 'E-mail' },
  password: { es: 'Contraseña', en: 'Password' },
  code: { es: 'Código de la aplicación', en: 'Code of the app' },
  enter: { es: 'Entrar', en: 'Sign in' },
} as const

/** Somebody who runs the shop, for as long as it takes to enrol this device. */
export function SignIn({ onApi }: { onApi: (api: Client) => void }) {
  const w = useWords(WORDS)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [totp_code, setCode] = useState('')
  const enter = useMutation({
    mutationFn: () => apiAs('').signIn({ email, password, ...(totp_code ? { totp_code } : {}) }),
    onSuccess: ({ token }) => onApi(apiAs(token)),
  })
  const asksCode = enter.error instanceof HiloError && enter.error.code === 'totp_required'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        enter.mutate()
      }}
    >
      <Stack>
        <TextInput
          label={w.email}
          type="email"
          size="md"
          required
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordInput
          label={w.password}
          size="md"
          required
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {asksCode && (
          <TextInput
            label={w.code}
            size="md"
            inputMode="numeric"
            ref={focused}
            value={totp_code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
        {enter.error && !asksCode && <Trouble error={enter.error} />}
        <Button type="submit" size="md" loading={enter.isPending}>
          {w.enter}
        </Button>
      </Stack>
    </form>
  )
}
