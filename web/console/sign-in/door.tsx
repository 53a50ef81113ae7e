import { Anchor, Card, Center, Title } from '@mantine/core'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { useReading, useWords } from '#ui/face.tsx'
import classes from './sign-in.module.css'

const WORDS = { other: { es: 'Read in English', en: 'Leer en español' } } as const

/** What stands before the desk: the sign, a card, the other language. */
export function Door({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  const w = useWords(WORDS)
  const { language, read } = useReading()
  const other = language === 'es' ? 'en' : 'es'
  useEffect(() => {
    document.title = `${title} · Hilo`
  }, [title])
  return (
    <Center mih="100dvh" p="md" component="main">
      <div className={classes['door']} data-wide={wide || undefined}>
        <div className={classes['thread']} aria-hidden />
        <Card padding="lg">
          <Title order={1} size="h3" mb="md">
            {title}
          </Title>
          {children}
        </Card>
        <Anchor component="button" type="button" size="xs" c="dimmed" mt="sm" lang={other} onClick={() => read(other)}>
          {w.other}
        </Anchor>
      </div>
    </Center>
  )
}
