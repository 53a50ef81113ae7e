import { PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { HiloError } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { focused } from '../focus.ts'
import { apiAs } from '../sync/link.ts'

const WORDS = {
  email: { es: 'Correo', en: 'E-mail' },
  password: { es: 'Contraseña', en: 'Password' },
  code: { es: 'Código de la aplicación', en: 'Code of the app' },
} as const

/** Somebody who comes in with their own name for a moment; the till itself stays who it is. */
export function useCredentials() {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [totp_code, setCode] = useState('')
  return {
    given: { email, password, totp_code },
    setEmail,
    setPassword,
    setCode,
    /** Answers the API as that person. */
    enter: async () => {
      const { token } = await apiAs('').signIn({ email, password, ...(totp_code ? { totp_code } : {}) })
      return apiAs(token)
    },
  }
}

/** Whether what came back asks for the second step, and is no trouble yet. */
export const asksCode = (error: Error | null): boolean => error instanceof HiloError && error.code === 'totp_required'

type Props = {
  credentials: ReturnType<typeof useCredentials>
  error: Error | null
  /** Whether the browser may offer to fill them in and keep them. */
  kept: boolean
}

export function Credentials({ credentials: { given, setEmail, setPassword, setCode }, error, kept }: Props) {
  const w = useWords(WORDS)
  return (
    <>
      <TextInput
        label={w.email}
        type="email"
        size="md"
        required
        autoComplete={kept ? 'username' : 'off'}
        value={given.email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <PasswordInput
        label={w.password}
        size="md"
        required
        autoComplete={kept ? 'current-password' : 'off'}
        value={given.password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {asksCode(error) && (
        <TextInput
          label={w.code}
          size="md"
          inputMode="numeric"
          ref={focused}
          value={given.totp_code}
          onChange={(event) => setCode(event.target.value)}
        />
      )}
    </>
  )
}
