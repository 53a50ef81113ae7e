import { Alert, Button, Center, Loader, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconLock, IconPlugConnectedX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { HiloError } from '#sdk'
import { isLost } from '#shared/lost.ts'
import { explainForbidden, explainRefusal } from '#shared/refusals.ts'
import { useLanguage, useWords } from './face.tsx'

const WORDS = {
  loading: { es: 'Cargando', en: 'Loading' },
  again: { es: 'Volver a intentar', en: 'Try again' },
  failed: { es: 'No ha salido bien', en: 'That did not work' },
  shut: { es: 'Esto no es de tu puesto', en: 'This is not part of your role' },
} as const

/** While something is being fetched; appears late, so that quick answers do not flicker. */
export function Loading() {
  const w = useWords(WORDS)
  return (
    <Center py="xl" className="late">
      <Loader role="status" aria-label={w.loading} />
    </Center>
  )
}

/** A list with nothing in it: says what will be here and how it gets here. */
export function Empty({
  icon,
  title,
  children,
  action,
}: {
  icon?: ReactNode
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center">
      {icon}
      <Title order={3} size="md">
        {title}
      </Title>
      {children && (
        <Text c="dimmed" size="sm" maw={420}>
          {children}
        </Text>
      )}
      {action}
    </Stack>
  )
}

/** What went wrong, why, and the way on; where only another role would help, asking again is not offered. */
export function Trouble({ error, again }: { error: unknown; again?: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  if (error instanceof HiloError && error.code === 'forbidden') return <Shut />
  const away = isLost(error)
  return (
    <Alert
      color={away ? 'gray' : 'red'}
      title={away ? undefined : w.failed}
      icon={away ? <IconPlugConnectedX /> : <IconAlertTriangle />}
      role="alert"
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{explainRefusal(error, language)}</Text>
        {again && (
          <Button size="xs" variant="default" onClick={again}>
            {w.again}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

/** Instead of a form whose last button would be shut: said before anybody fills it in. */
export function Shut() {
  const w = useWords(WORDS)
  const language = useLanguage()
  return (
    <Alert color="gray" title={w.shut} icon={<IconLock />} role="alert">
      <Text size="sm">{explainForbidden(language)}</Text>
    </Alert>
  )
}
