import { Button } from '@mantine/core'
import { IconMap2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useWords } from '#ui/face.tsx'
import { Empty } from '#ui/states.tsx'

const WORDS = {
  title: { es: 'Aquí no hay nada', en: 'Nothing is here' },
  text: {
    es: 'La dirección no existe, o lo que había se ha movido o es de otra tienda.',
    en: 'The address does not exist, or what was here has moved or belongs to another shop.',
  },
  home: { es: 'Ir al inicio', en: 'Go to the start' },
} as const

/** What an address shows that leads nowhere. */
export function Missing() {
  const w = useWords(WORDS)
  useEffect(() => {
    document.title = `${w.title} · Hilo`
  }, [w.title])
  return (
    <Empty
      icon={<IconMap2 size={28} stroke={1.75} />}
      title={w.title}
      action={
        <Button component={Link} to="/" variant="default">
          {w.home}
        </Button>
      }
    >
      {w.text}
    </Empty>
  )
}
