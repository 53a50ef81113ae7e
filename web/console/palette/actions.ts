import {
  IconBuildingStore,
  IconFileImport,
  IconKey,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconShirt,
  IconUserPlus,
  IconUsersPlus,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useMantineColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useReading } from '#ui/face.tsx'
import { useMay, useSignOut } from '../session.ts'

/** Something that is done, not a place one goes to. `also`: other words it is looked for by. */
export type Deed = { id: string; name: string; also: string; icon: Icon; act: () => void }

type Begun = {
  to: string
  /** What the page opens at once. */
  search?: Record<string, string>
  needs: string
  icon: Icon
  name: { es: string; en: string }
  also: string
}

const BEGUN: readonly Begun[] = [
  {
    to: '/customers',
    search: { open: 'new' },
    needs: 'customers.edit',
    icon: IconUserPlus,
    name: { es: 'Crear un cliente', en: 'Create a customer' },
    also: 'nuevo añadir ficha new add',
  },
  {
    to: '/products/new',
    needs: 'catalog.edit',
    icon: IconShirt,
    name: { es: 'Crear un producto', en: 'Create a product' },
    also: 'nuevo añadir artículo new add article',
  },
  {
    to: '/products',
    search: { open: 'import' },
    needs: 'catalog.edit',
    icon: IconFileImport,
    name: { es: 'Importar productos', en: 'Import products' },
    also: 'csv hoja spreadsheet subir upload',
  },
  {
    to: '/stores/new',
    needs: 'organisation.edit',
    icon: IconBuildingStore,
    name: { es: 'Abrir una tienda', en: 'Open a shop' },
    also: 'nueva añadir crear new add store',
  },
  {
    to: '/staff',
    search: { open: 'new' },
    needs: 'staff.edit',
    icon: IconUsersPlus,
    name: { es: 'Añadir a alguien al equipo', en: 'Add somebody to the staff' },
    also: 'invitar nueva persona invite new person colleague',
  },
  {
    to: '/settings/keys',
    search: { open: 'new' },
    needs: 'keys.edit',
    icon: IconKey,
    name: { es: 'Crear una clave de API', en: 'Create an API key' },
    also: 'nueva token integración new integration',
  },
]

/** What can be done from anywhere, by whom may. */
export function useDeeds(): Deed[] {
  const may = useMay()
  const signOut = useSignOut()
  const navigate = useNavigate()
  const { language, read } = useReading()
  const { setColorScheme } = useMantineColorScheme()
  const isDark = document.documentElement.getAttribute('data-mantine-color-scheme') === 'dark'
  const inSpanish = language === 'es'
  const begun = BEGUN.filter(({ needs }) => may(needs)).map(({ to, search, icon, name, also }) => ({
    id: `do ${to} ${search?.['open'] ?? ''}`,
    name: name[language],
    also: `${name.es} ${name.en} ${also}`,
    icon,
    act: () => void navigate({ to, search: search ?? {} }),
  }))
  return [
    ...begun,
    {
      id: 'do language',
      name: inSpanish ? 'Read in English' : 'Leer en español',
      also: 'idioma language español english',
      icon: IconLanguage,
      act: () => read(inSpanish ? 'en' : 'es'),
    },
    {
      id: 'do theme',
      name: isDark
        ? { es: 'Aspecto claro', en: 'Light theme' }[language]
        : { es: 'Aspecto oscuro', en: 'Dark theme' }[language],
      also: 'tema aspecto claro oscuro theme light dark',
      icon: IconMoon,
      act: () => setColorScheme(isDark ? 'light' : 'dark'),
    },
    {
      id: 'do out',
      name: inSpanish ? 'Salir' : 'Sign out',
      also: 'salir cerrar sesión sign out log out',
      icon: IconLogout,
      act: signOut,
    },
  ]
}
