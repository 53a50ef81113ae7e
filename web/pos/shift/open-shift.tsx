import { Button, Card, Center, Stack, Text, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { minorFrom } from '#shared/show.ts'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { AmountField } from '../amount-field.tsx'
import { assistant, mustTill } from '../session.ts'
import { useValue } from '../store/value.ts'
import { openShift } from './verbs.ts'
import { focused } from '../focus.ts'

const WORDS = {
  hello: { es: (name: string) => `Hola, ${name}`, en: (name: string) => `Hello, ${name}` },
  title: { es: 'Abre la caja para vender', en: 'Open the till to sell' },
  float: { es: 'Cambio en el cajón', en: 'Change in the drawer' },
  hint: { es: 'Cuenta el efectivo con el que empieza el turno.', en: 'Count the cash the shift begins with.' },
  open: { es: 'Abrir caja', en: 'Open the till' },
} as const

/** Before the first sale of a shift: what is in the drawer. */
export function OpenShift() {
  const w = useWords(WORDS)
  const who = useValue(assistant)
  const { currency } = mustTill()
  const [typed, setTyped] = useState('')
  const float = minorFrom(typed, currency)
  const open = useMutation({ mutationFn: (amount: number) => openShift(amount) })
  return (
    <Center h="100%" p="md">
      <Card w={420} maw="100%" padding="lg">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (float !== null && float >= 0) open.mutate(float)
          }}
        >
          <Stack>
            <div>
              <Text c="dimmed">{w.hello(who?.name.split(' ')[0] ?? '')}</Text>
              <Title order={1} size="lg">
                {w.title}
              </Title>
            </div>
            <AmountField label={w.float} description={w.hint} input={focused} value={typed} onValue={setTyped} />
            {open.error && <Trouble error={open.error} />}
            <Button type="submit" size="lg" disabled={float === null || float < 0} loading={open.isPending}>
              {w.open}
            </Button>
          </Stack>
        </form>
      </Card>
    </Center>
  )
}
