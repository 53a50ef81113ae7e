import { ActionIcon, Button, Text } from '@mantine/core'
import {
  IconBuildingStore,
  IconCashRegister,
  IconHelp,
  IconLock,
  IconPackage,
  IconShoppingBag,
} from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { PickUpsPage } from '../pickups/pick-ups-page.tsx'
import { addressOf, go, place } from '../places.ts'
import { SalePage } from '../sale/sale-page.tsx'
import { assistant, lock, mustTill } from '../session.ts'
import { ShiftPage } from '../shift/shift-page.tsx'
import { StockPage } from '../stock/stock-page.tsx'
import { useValue } from '../store/value.ts'
import { useIdleLock } from './idle-lock.ts'
import { Shortcuts } from './shortcuts.tsx'
import { Status } from './status.tsx'

const WORDS = {
  sale: { es: 'Venta', en: 'Sale' },
  pickUps: { es: 'Recogidas', en: 'Pick-ups' },
  stock: { es: 'Stock', en: 'Stock' },
  shift: { es: 'Turno', en: 'Shift' },
  places: { es: 'Pantallas', en: 'Screens' },
  change: { es: (name: string) => `${name}: cambiar de persona`, en: (name: string) => `${name}: change person` },
  help: { es: 'Atajos de teclado', en: 'Keyboard shortcuts' },
} as const

const PLACES = [
  { to: '', word: 'sale', Icon: IconShoppingBag, Page: SalePage },
  { to: '/pick-ups', word: 'pickUps', Icon: IconPackage, Page: PickUpsPage },
  { to: '/stock', word: 'stock', Icon: IconBuildingStore, Page: StockPage },
  { to: '/shift', word: 'shift', Icon: IconCashRegister, Page: ShiftPage },
] as const

/** The frame of the till: one calm line on top, four places, and the screen. */
export function Shell() {
  const w = useWords(WORDS)
  const who = useValue(assistant)
  const [help, setHelp] = useState(false)
  useKeys(() => setHelp(true))
  useIdleLock()
  const { store, register } = mustTill()
  const now = useValue(place)
  const { Page } = PLACES.find(({ to }) => to === now) ?? PLACES[0]
  return (
    <div className="till">
      <header className="till-top">
        <Text fw={600} truncate>
          {store.name}
        </Text>
        <Text c="dimmed" size="sm" className="wide-only roomy-only">
          {register.code}
        </Text>
        <div style={{ flex: 1 }} />
        <Status />
        <ActionIcon
          className="wide-only"
          variant="subtle"
          color="gray"
          size={44}
          aria-label={w.help}
          onClick={() => setHelp(true)}
        >
          <IconHelp stroke={1.75} />
        </ActionIcon>
        <Button
          variant="default"
          h={40}
          px="sm"
          style={{ flex: 'none' }}
          leftSection={<IconLock size={18} stroke={1.75} />}
          aria-label={w.change(who?.name ?? '')}
          onClick={lock}
        >
          {who?.name.split(' ')[0]}
        </Button>
      </header>
      <nav className="till-rail" aria-label={w.places}>
        {PLACES.map(({ to, word, Icon }) => (
          <a
            key={to}
            href={addressOf(to)}
            aria-current={to === now ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault()
              go(to)
            }}
          >
            <Icon size={24} stroke={1.75} />
            {w[word]}
          </a>
        ))}
      </nav>
      <main className="till-main">
        <Page />
      </main>
      <Shortcuts opened={help} onClose={() => setHelp(false)} />
    </div>
  )
}

/** Alt and a figure go to a place, F1 tells all keys, F10 locks. */
function useKeys(help: () => void): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const chosen = event.altKey ? PLACES[Number(event.key) - 1] : undefined
      if (chosen) go(chosen.to)
      else if (event.key === 'F1') help()
      else if (event.key === 'F10') lock()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [help])
}
