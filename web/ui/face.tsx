import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '#ui/tokens.css'
import './base.css'
import { MantineProvider, localStorageColorSchemeManager, mergeThemeOverrides } from '@mantine/core'
import type { MantineThemeOverride } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { createContext, use, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { languageFrom, speak } from '#shared/words.ts'
import type { Language, Spoken, Words } from '#shared/words.ts'
import { cssVariablesResolver, theme } from './theme.ts'

type Reading = { language: Language; read: (language: Language) => void }
const LanguageContext = createContext<Reading>({ language: 'es', read: () => {} })

const WORDS = { close: { es: 'Cerrar', en: 'Close' } } as const

/** What closes a sheet is drawn as a cross; read out, it has a name. */
const namedIn = (language: Language): MantineThemeOverride => {
  const closeButtonProps = { 'aria-label': speak(WORDS, language).close }
  const named = { defaultProps: { closeButtonProps } }
  return { components: { Modal: named, Drawer: named, Notification: named } }
}

const LANGUAGE_KEY = 'hilo-language'
const schemes = localStorageColorSchemeManager({ key: 'hilo-theme' })
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content
// What holds the page still behind a sheet writes a style too; it asks for the nonce by this name.
if (nonce) Object.assign(globalThis, { __webpack_nonce__: nonce })

/** What every screen of desk and till stands in: the look, the reader's language, notes that come and go. */
export function Face({
  children,
  size = 1,
  notes = 'bottom-right',
}: {
  children: ReactNode
  size?: number
  /** Where notes come up: where nothing lies that is pressed next. */
  notes?: 'bottom-right' | 'top-center'
}) {
  const [language, setLanguage] = useState<Language>(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const reading = useMemo<Reading>(
    () => ({
      language,
      read: (next) => {
        localStorage.setItem(LANGUAGE_KEY, next)
        setLanguage(next)
      },
    }),
    [language],
  )
  const look = useMemo(() => mergeThemeOverrides(theme, namedIn(language), { scale: size }), [language, size])
  return (
    <MantineProvider
      theme={look}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      colorSchemeManager={schemes}
      {...(nonce ? { getStyleNonce: () => nonce } : {})}
    >
      <Notifications position={notes} limit={3} autoClose={5_000} />
      <LanguageContext value={reading}>{children}</LanguageContext>
    </MantineProvider>
  )
}

function firstLanguage(): Language {
  const kept = localStorage.getItem(LANGUAGE_KEY)
  return kept === 'es' || kept === 'en' ? kept : languageFrom(navigator.languages)
}

export const useLanguage = (): Language => use(LanguageContext).language
export const useReading = (): Reading => use(LanguageContext)

/** The words of a screen in the reader's language: `const w = useWords(WORDS); w.title`. */
export const useWords = <const W extends Words>(words: W): Spoken<W> => speak(words, useLanguage())
