import { AppShell, Burger, Group, NavLink, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconHome } from '@tabler/icons-react'
import { Link, Outlet } from '@tanstack/react-router'
import { useWords } from '#ui/face.tsx'

const WORDS = {
  home: { es: 'Inicio', en: 'Start' },
  menu: { es: 'Menú', en: 'Menu' },
} as const

/** The frame of the desk: where one can go, who one is, and the screen. */
export function Shell() {
  const w = useWords(WORDS)
  const [open, { toggle }] = useDisclosure()
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !open } }}
      padding="md"
    >
      <AppShell.Header px="md">
        <Group h="100%">
          <Burger opened={open} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={w.menu} />
          <Title order={1} size="md">
            Hilo
          </Title>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        <NavLink component={Link} to="/" label={w.home} leftSection={<IconHome size={18} stroke={1.75} />} />
      </AppShell.Navbar>
      <AppShell.Main>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  )
}
