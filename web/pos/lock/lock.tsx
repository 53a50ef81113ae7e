import { Button, Center, Group, Stack, Text, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Empty } from '#ui/states.tsx'
import type { CrewMember } from '../contract.ts'
import { till, unlock } from '../session.ts'
import { Status } from '../shell/status.tsx'
import { useValue } from '../store/value.ts'
import { PinPad } from './pin-pad.tsx'
import { FirstPin } from './first-pin.tsx'

const WORDS = {
  who: { es: '¿Quién está en la caja?', en: 'Who is at the till?' },
  back: { es: 'Otra persona', en: 'Somebody else' },
  none: { es: 'Nadie trabaja aún en esta tienda', en: 'Nobody works in this shop yet' },
  why: {
    es: 'En el escritorio, quien lleva el negocio añade a las personas de la tienda.',
    en: 'At the desk, whoever runs the business adds the people of the shop.',
  },
  noPin: { es: 'Sin PIN todavía', en: 'No PIN yet' },
} as const

const ROLES = {
  owner: { es: 'Propiedad', en: 'Owner' },
  manager: { es: 'Responsable', en: 'Manager' },
  assistant: { es: 'Tienda', en: 'Shop' },
  agent: { es: 'Atención', en: 'Agent' },
  marketer: { es: 'Marketing', en: 'Marketing' },
  analyst: { es: 'Análisis', en: 'Analyst' },
} as const

const initials = (name: string): string =>
  name
    .split(' ')
    .slice(0, 2)
    .map((word) => word[0] ?? '')
    .join('')

/** The crew by name; each comes in with a PIN, with a network or without. */
export function Lock() {
  const w = useWords(WORDS)
  const roles = useWords(ROLES)
  const now = useValue(till)
  const [chosen, setChosen] = useState<CrewMember | null>(null)
  return (
    <div style={{ minHeight: '100dvh', display: 'flex', flexDirection: 'column' }}>
      <Group justify="space-between" px="md" py={4} wrap="nowrap">
        <Text fw={600} truncate>
          {now?.store.name}
        </Text>
        <Status />
      </Group>
      <Center flex={1} p="md" component="main">
        {chosen ? (
          <Stack align="center">
            <Button
              variant="subtle"
              color="gray"
              size="md"
              leftSection={<IconArrowLeft stroke={1.75} />}
              onClick={() => setChosen(null)}
            >
              {w.back}
            </Button>
            {chosen.pin ? (
              <PinPad member={chosen} onRight={() => unlock(chosen)} />
            ) : (
              <FirstPin member={chosen} onSet={() => setChosen(null)} />
            )}
          </Stack>
        ) : (
          <Stack w={760} maw="100%">
            <Title order={1} size="lg" ta="center">
              {w.who}
            </Title>
            {now?.crew.length === 0 && <Empty title={w.none}>{w.why}</Empty>}
            <ul className="people">
              {now?.crew.map((member) => (
                <li key={member.id}>
                  <button type="button" className="person" onClick={() => setChosen(member)}>
                    <span className="initials" aria-hidden="true">
                      {initials(member.name)}
                    </span>
                    <span className="strong">{member.name}</span>
                    <span className="soft">{member.pin ? roles[member.role] : w.noPin}</span>
                  </button>
                </li>
              ))}
            </ul>
          </Stack>
        )}
      </Center>
    </div>
  )
}
