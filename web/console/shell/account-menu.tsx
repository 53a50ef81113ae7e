import { Avatar, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconDeviceLaptop, IconLanguage, IconLogout, IconMoon, IconShieldLock, IconSun } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useReading, useWords } from '#ui/face.tsx'
import { ROLE } from '../office/staff/roles.ts'
import { useMe, useSignOut } from '../session.ts'
import classes from './shell.module.css'

const WORDS = {
  account: { es: 'Tu cuenta', en: 'Your account' },
  security: { es: 'Seguridad', en: 'Security' },
  language: { es: 'Read in English', en: 'Leer en español' },
  light: { es: 'Claro', en: 'Light' },
  dark: { es: 'Oscuro', en: 'Dark' },
  auto: { es: 'Como el equipo', en: 'Like the computer' },
  theme: { es: 'Aspecto', en: 'Theme' },
  out: { es: 'Salir', en: 'Sign out' },
} as const

const ICON = { size: 16, stroke: 1.75 } as const

/** Who one is at this desk, how it looks and reads, and the way out. */
export function AccountMenu() {
  const w = useWords(WORDS)
  const person = useMe()
  const signOut = useSignOut()
  const { language, read } = useReading()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const themes = [
    ['light', w.light, IconSun],
    ['dark', w.dark, IconMoon],
    ['auto', w.auto, IconDeviceLaptop],
  ] as const
  return (
    <Menu position="top-start" width={220} withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes['account'] as string}>
          <Avatar size={28} name={person.name ?? ''} color="initials" aria-hidden />
          <span className="visually-hidden">{w.account}</span>
          <span className={classes['accountText']}>
            <span>{person.name}</span>
            <span>{person.staff && ROLE[person.staff.role][language]}</span>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/security" leftSection={<IconShieldLock {...ICON} />}>
          {w.security}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLanguage {...ICON} />}
          lang={language === 'es' ? 'en' : 'es'}
          onClick={() => read(language === 'es' ? 'en' : 'es')}
        >
          {w.language}
        </Menu.Item>
        <Menu.Label>{w.theme}</Menu.Label>
        {themes.map(([scheme, name, Sign]) => (
          <Menu.Item
            key={scheme}
            leftSection={<Sign {...ICON} />}
            aria-current={colorScheme === scheme || undefined}
            fw={colorScheme === scheme ? 600 : 400}
            onClick={() => setColorScheme(scheme)}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout {...ICON} />} onClick={signOut}>
          {w.out}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
