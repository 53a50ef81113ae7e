import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Client } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { SignIn } from '../enrol/sign-in.tsx'
import { enrolAgain } from '../opening.ts'
import { mustTill } from '../session.ts'
import { useValue } from '../store/value.ts'
import { network } from '../sync/link.ts'
import { queue } from '../sync/sender.ts'

const WORDS = {
  why: {
    es: 'Alguien dio de baja esta caja en el escritorio. Aquí se puede seguir vendiendo, pero nada sale ni llega.',
    en: 'Somebody locked this till out at the desk. Selling goes on here, but nothing goes out or comes in.',
  },
  kept: {
    es: (count: number) =>
      count === 1
        ? 'Lo que falta por enviar (1) está guardado en este equipo y sale en cuanto vuelva a estar de alta.'
        : `Lo que falta por enviar (${count}) está guardado en este equipo y sale en cuanto vuelva a estar de alta.`,
    en: (count: number) =>
      `What is not sent yet (${count}) is kept on this device and goes out as soon as it is enrolled again.`,
  },
  again: { es: 'Dar de alta otra vez', en: 'Enrol again' },
  who: { es: 'Lo hace quien lleva la tienda:', en: 'Whoever runs the shop does it:' },
} as const

/** Locked out at the desk: what that means, what is kept, and the way back. */
export function EnrolAgain() {
  const w = useWords(WORDS)
  const { refused } = useValue(network)
  const { waiting } = useValue(queue)
  const [asks, setAsks] = useState(false)
  const back = useMutation({
    mutationFn: async (manager: Client) => {
      const { device, register } = mustTill()
      const { token } = await manager.enrolDevice({ id: device.id, register_id: register.id, name: device.name })
      await manager.signOut()
      await enrolAgain(token)
    },
  })
  if (!refused) return null
  return (
    <Stack gap="sm">
      <Alert color="red" icon={<IconAlertTriangle />}>
        <Text size="sm">{w.why}</Text>
        {waiting > 0 && (
          <Text size="sm" mt="xs">
            {w.kept(waiting)}
          </Text>
        )}
      </Alert>
      {back.error && <Trouble error={back.error} />}
      {asks ? (
        <>
          <Text fw={500}>{w.who}</Text>
          <SignIn onApi={back.mutate} />
        </>
      ) : (
        <Button size="md" onClick={() => setAsks(true)}>
          {w.again}
        </Button>
      )}
    </Stack>
  )
}
