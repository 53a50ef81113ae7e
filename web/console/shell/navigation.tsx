import { Kbd, Tooltip, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useLanguage, useWords } from '#ui/face.tsx'
import { openPalette } from '../palette/palette.tsx'
import { useReached } from '../reached.ts'
import { useMe } from '../session.ts'
import { AccountMenu } from './account-menu.tsx'
import { mayGo, placeGroups, placeOf } from './places.ts'
import type { Place } from './places.ts'
import classes from './shell.module.css'

const WORDS = {
  find: { es: 'Buscar', en: 'Find' },
  shut: { es: 'Tu puesto no incluye esta parte.', en: 'Your role does not include this part.' },
  live: { es: 'Al día', en: 'Up to date' },
  away: { es: 'Sin conexión. Lo seguimos intentando.', en: 'No connection. We keep trying.' },
  nav: { es: 'Secciones', en: 'Sections' },
} as const

/** Where one can go, grouped by job; below, the state of the connection and who one is. */
export function Navigation() {
  const w = useWords(WORDS)
  const language = useLanguage()
  return (
    <>
      <div className={classes['brand']}>
        <span className={classes['sign']} aria-hidden />
        Hilo
      </div>
      <UnstyledButton className={classes['find'] as string} onClick={openPalette}>
        <IconSearch size={16} stroke={1.75} />
        <span>{w.find}</span>
        <Kbd size="xs">Ctrl K</Kbd>
      </UnstyledButton>
      <nav className={classes['nav']} aria-label={w.nav}>
        {placeGroups.map(({ name, places }, index) => (
          <div key={name?.en ?? index} className={classes['group']}>
            {name && <div className={classes['groupName']}>{name[language]}</div>}
            {places.map((place) => (
              <PlaceLink key={place.to} place={place} />
            ))}
          </div>
        ))}
      </nav>
      <Connection />
      <AccountMenu />
    </>
  )
}

function PlaceLink({ place }: { place: Place }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { permissions } = useMe()
  const path = useLocation({ select: ({ pathname }) => pathname })
  const Sign = place.icon
  const content = (
    <>
      <Sign size={18} stroke={1.75} aria-hidden />
      <span>{place.name[language]}</span>
    </>
  )
  if (!mayGo(place, permissions))
    return (
      <Tooltip label={w.shut} position="right">
        <span className={classes['place']} aria-disabled="true" role="link" tabIndex={0}>
          {content}
        </span>
      </Tooltip>
    )
  return (
    <Link
      to={place.to}
      className={classes['place'] as string}
      activeOptions={{ exact: true }}
      aria-current={placeOf(path)?.to === place.to ? 'page' : undefined}
    >
      {content}
    </Link>
  )
}

function Connection() {
  const w = useWords(WORDS)
  const reached = useReached()
  return (
    <div className={classes['connection']} data-away={!reached || undefined} role="status">
      <span aria-hidden />
      {reached ? w.live : w.away}
    </div>
  )
}
