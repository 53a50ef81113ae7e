import { Button, Center, Stack, Text, Title } from '@mantine/core'
import { useWords } from '#ui/face.tsx'
import { Loading } from '#ui/states.tsx'
import { Enrol } from './enrol/enrol.tsx'
import { Lock } from './lock/lock.tsx'
import { hold } from './opening.ts'
import { phase } from './session.ts'
import { Shell } from './shell/shell.tsx'
import { useValue } from './store/value.ts'

const WORDS = {
  title: { es: 'La caja está abierta en otra ventana', en: 'The till is open in another window' },
  why: {
    es: 'Solo una ventana vende a la vez, para que ningún recibo se repita.',
    en: 'Only one window sells at a time, so that no receipt is written twice.',
  },
  here: { es: 'Usar esta ventana', en: 'Use this window' },
} as const

export function Till() {
  const now = useValue(phase)
  if (now === 'opening') return <Loading />
  if (now === 'enrol') return <Enrol />
  if (now === 'elsewhere') return <Elsewhere />
  if (now === 'locked') return <Lock />
  return <Shell />
}

function Elsewhere() {
  const w = useWords(WORDS)
  return (
    <Center mih="100dvh" p="lg" component="main">
      <Stack align="center" ta="center" maw={440}>
        <Title order={1} size="lg">
          {w.title}
        </Title>
        <Text c="dimmed">{w.why}</Text>
        <Button size="md" onClick={() => hold(true)}>
          {w.here}
        </Button>
      </Stack>
    </Center>
  )
}
