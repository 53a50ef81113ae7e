import { AppShell, Burger, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { useWords } from '#ui/face.tsx'
import { Palette } from '../palette/palette.tsx'
import { useMe } from '../session.ts'
import { useLive } from './live.ts'
import { Navigation } from './navigation.tsx'
import { mayGo, placeGroups } from './places.ts'
import { useSequences } from './sequences.ts'
import classes from './shell.module.css'
import { Shortcuts } from './shortcuts.tsx'

const WORDS = {
  menu: { es: 'Menú', en: 'Menu' },
  skip: { es: 'Ir al contenido', en: 'Go to the content' },
} as const

/** The frame of the desk: where one can go, who one is, and the screen. */
export function Shell() {
  const w = useWords(WORDS)
  const person = useMe()
  const [open, { toggle, close }] = useDisclosure()
  const [helps, help] = useDisclosure()
  const path = useLocation({ select: ({ pathname }) => pathname })
  useEffect(close, [close, path])
  useLive(person.session_id ?? 'desk')
  useGoKeys(help.open)
  return (
    <AppShell
      layout="alt"
      header={{ height: { base: 52, sm: 0 } }}
      navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: !open } }}
      padding={{ base: 'md', sm: 'lg' }}
    >
      <a href="#content" className={classes['skip']}>
        {w.skip}
      </a>
      <AppShell.Header px="md" hiddenFrom="sm">
        <Group h="100%">
          <Burger opened={open} onClick={toggle} size="sm" aria-label={w.menu} aria-expanded={open} />
          <strong>Hilo</strong>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes['bar'] as string}>
        <Burger
          opened
          onClick={toggle}
          size="sm"
          hiddenFrom="sm"
          aria-label={w.menu}
          className={classes['shut'] as string}
        />
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes['main'] as string}>
        <Outlet />
      </AppShell.Main>
      <Palette />
      <Shortcuts opened={helps} onClose={help.close} />
    </AppShell>
  )
}

function useGoKeys(help: () => void): void {
  const navigate = useNavigate()
  const { permissions } = useMe()
  const doers = useMemo(() => {
    const go = placeGroups
      .flatMap(({ places }) => places)
      .filter((place) => place.key !== undefined && mayGo(place, permissions))
      .map(({ key, to }) => [`g ${key}`, () => void navigate({ to })] as const)
    return { ...Object.fromEntries(go), '?': help }
  }, [navigate, permissions, help])
  useSequences(doers)
}
