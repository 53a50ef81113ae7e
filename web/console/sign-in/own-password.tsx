import { PasswordInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { HiloError } from '#sdk'
import { PASSWORD_ABOUT, PASSWORD_MIN } from '#shared/passwords.ts'
import { useWords } from '#ui/face.tsx'
import { useFieldErrors } from '../frame/field-errors.ts'
import { Step } from './step.tsx'
import type { StepOf } from './step.tsx'

const WORDS = {
  title: { es: 'Elige tu contraseña', en: 'Choose your password' },
  text: {
    es: 'La que te dieron era para empezar. Desde ahora entras con una que solo sabes tú.',
    en: 'The one you were given was to begin with. From now on you come in with one that only you know.',
  },
  password: { es: 'Tu contraseña nueva', en: 'Your new password' },
  about: PASSWORD_ABOUT,
  enter: { es: 'Guardar y entrar', en: 'Save and sign in' },
} as const

type Props = StepOf & { email: string; password: string; set: (password: string) => void; send: () => void }

/** Who came with a password they were given chooses their own, and is in. */
export function OwnPassword({ email, password, set, error, ...step }: Props) {
  const w = useWords(WORDS)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  // What brought them here is no mistake of theirs.
  const refused = error instanceof HiloError && error.code === 'password_given' ? null : error
  const errors = useFieldErrors(refused, { password_unchanged: 'next', password_too_common: 'next' })
  return (
    <Step {...step} title={w.title} text={w.text} enter={w.enter} refused={errors.rest}>
      {/* Whoever keeps passwords must know whose it is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordInput
        label={w.password}
        description={w.about}
        autoComplete="new-password"
        ref={field}
        required
        minLength={PASSWORD_MIN}
        error={errors.of('next')}
        value={password}
        onChange={(event) => set(event.target.value)}
      />
    </Step>
  )
}
