import { Button, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Client } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { Credentials, asksCode, useCredentials } from './credentials.tsx'

const WORDS = { enter: { es: 'Entrar', en: 'Sign in' } } as const

/** Somebody who runs the shop, for as long as it takes to enrol this device. */
export function SignIn({ onApi }: { onApi: (api: Client) => void }) {
  const w = useWords(WORDS)
  const credentials = useCredentials()
  const enter = useMutation({ mutationFn: credentials.enter, onSuccess: onApi })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        enter.mutate()
      }}
    >
      <Stack>
        <Credentials credentials={credentials} error={enter.error} kept />
        {enter.error && !asksCode(enter.error) && <Trouble error={enter.error} />}
        <Button type="submit" size="md" loading={enter.isPending}>
          {w.enter}
        </Button>
      </Stack>
    </form>
  )
}
