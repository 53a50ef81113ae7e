import { Button } from '@mantine/core'
import { IconFilterOff } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { HiloError } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Empty } from '#ui/states.tsx'

const WORDS = {
  title: { es: 'Algún filtro de la dirección no vale', en: 'Some filter of the address will not do' },
  text: {
    es: 'El enlace pide algo que esta lista no conoce. Quita los filtros y vuelve a elegirlos.',
    en: 'The link asks for something this list does not know. Take the filters away and choose anew.',
  },
  away: { es: 'Quitar los filtros', en: 'Take the filters away' },
} as const

/** A list is refused for nothing but what it is narrowed by, and that came from a link. */
export const isBadFilter = (error: unknown): boolean => error instanceof HiloError && error.code === 'bad_input'

export function BadFilter() {
  const w = useWords(WORDS)
  const navigate = useNavigate()
  return (
    <Empty
      icon={<IconFilterOff size={28} stroke={1.75} />}
      title={w.title}
      action={
        <Button variant="default" onClick={() => void navigate({ to: '.', search: {}, replace: true })}>
          {w.away}
        </Button>
      }
    >
      {w.text}
    </Empty>
  )
}
