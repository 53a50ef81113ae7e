import { Button, Card, Center, PasswordInput, Stack, TextInput, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { api, queries } from '../queries.ts'

const WORDS = {
  title: { es: 'Entra en Hilo', en: 'Sign in to Hilo' },
  email: { es: 'Correo', en: 'E-mail' },
  password: { es: 'Contraseña', en: 'Password' },
  enter: { es: 'Entrar', en: 'Sign in' },
} as const

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const w = useWords(WORDS)
  const { next } = route.useSearch()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: () => api.signIn({ email, password, cookie: true }),
    onSuccess: () => {
      queries.clear()
      window.location.assign(`/console${next ?? ''}`)
    },
  })
  return (
    <Center mih="100dvh" p="md">
      <Card
        component="form"
        w={380}
        onSubmit={(event) => {
          event.preventDefault()
          enter.mutate()
        }}
      >
        <Stack>
          <Title order={1} size="lg">
            {w.title}
          </Title>
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
          {enter.error && <Trouble error={enter.error} />}
          <Button type="submit" loading={enter.isPending}>
            {w.enter}
          </Button>
        </Stack>
      </Card>
    </Center>
  )
}
