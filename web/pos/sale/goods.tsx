import { ActionIcon, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCamera, IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { cleaned } from '#shared/text.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty } from '#ui/states.tsx'
import { Camera } from '../scan/camera.tsx'
import { articles } from '../store/articles.ts'
import { customers } from '../store/customers.ts'
import { useValue } from '../store/value.ts'
import type { Article } from '../contract.ts'
import { Picture, Price, optionsOf } from '../show.tsx'
import { ArticleSheet } from './article-sheet.tsx'
import { act, scanned, ticket } from './current.ts'
import { Favourites } from './favourites.tsx'
import { Found, isHere } from './found.tsx'
import { recognise } from './recognise.ts'
import { TICKET_KEYS, useSaleKeys } from './keys.ts'

const WORDS = {
  search: { es: 'Escanea o busca un artículo', en: 'Scan or search for an article' },
  camera: { es: 'Escanear con la cámara', en: 'Scan with the camera' },
  unknown: {
    es: (code: string) => `Nada se llama «${code}». Prueba con otra palabra o con el código.`,
    en: (code: string) => `Nothing is called “${code}”. Try another word, or the code.`,
  },
  none: { es: 'Nada encontrado', en: 'Nothing found' },
  noneWhy: {
    es: 'Busca por nombre, color, talla, marca, referencia o código de barras.',
    en: 'Search by name, colour, size, brand, reference or barcode.',
  },
  cart: { es: 'Carrito recuperado', en: 'Cart taken over' },
  away: {
    es: (code: string) => `«${code}» no es de ningún artículo; lo demás se busca con conexión.`,
    en: (code: string) => `“${code}” is no article; anything else is looked up with a connection.`,
  },
} as const

const LARGE_MS = 2_000

type Props = { onTake: (article: Article) => void; onPay: () => void }

/** The left side: a field that hears scanners and people, and what sells most. */
export function Goods({ onTake, onPay }: Props) {
  const w = useWords(WORDS)
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [typing, setTyping] = useState(false)
  const [camera, setCamera] = useState(false)
  const [moved, setMoved] = useState<number | null>(null)
  const [sheet, setSheet] = useState<Article | null>(null)
  const wanted = useDeferredValue(typed)
  const list = useValue(articles)
  const found = wanted.trim() === '' ? null : list.search(wanted)
  // Until somebody moves it, the first that is in the shop.
  const startOf = (all: readonly Article[]): number => Math.max(0, all.findIndex(isHere))
  const chosen = moved ?? startOf(found ?? [])

  const take = (article: Article): void => {
    onTake(article)
    setTyped('')
    setTyping(false)
  }
  const scan = (raw: string): void => {
    const code = cleaned(raw).trim()
    const article = list.scan(code)
    if (article) return take(article)
    const customer = customers.get().byCard(code)
    if (customer) {
      act({ do: 'customer', customer })
      return setTyped('')
    }
    const all = list.search(code)
    const best = all[moved ?? startOf(all)]
    // As by touch: what is not here is looked up in the other shops.
    if (best) return isHere(best) ? take(best) : setSheet(best)
    // The next scan takes the place of this code, whatever it was.
    field.current?.select()
    void recognise(code)
      .catch(() => 'away' as const)
      .then((found) => {
        if (found === 'cart') notifications.show({ message: w.cart, color: 'green' })
        if (found === null || found === 'away')
          return notifications.show({ message: (found ? w.away : w.unknown)(code), color: 'yellow' })
        setTyped((now) => (now === raw ? '' : now))
      })
  }
  useFocus(field, camera || sheet !== null)
  const keys = useSaleKeys({
    typed,
    found: found?.length ?? 0,
    setChosen: (change) => setMoved(change(chosen)),
    onPay,
    onScan: scan,
    onClear: () => setTyped(''),
  })
  return (
    <section className="sale-goods" aria-label={w.search}>
      <div className="sale-search">
        <TextInput
          ref={field}
          size="md"
          type="search"
          aria-label={w.search}
          placeholder={w.search}
          leftSection={<IconSearch size={20} stroke={1.75} />}
          value={typed}
          autoComplete="off"
          // A tablet's own keyboard comes only when the field is touched, not whenever it listens.
          inputMode={typing ? 'search' : 'none'}
          onPointerDown={() => setTyping(true)}
          onChange={(event) => {
            setTyped(event.target.value)
            setMoved(null)
          }}
          onKeyDown={keys}
        />
        <ActionIcon variant="default" size={47} aria-label={w.camera} onClick={() => setCamera(true)}>
          <IconCamera stroke={1.75} />
        </ActionIcon>
      </div>
      <JustScanned />
      <div className="sale-shelf">
        {found === null ? (
          <Favourites onTake={take} />
        ) : found.length === 0 ? (
          <Empty title={w.none}>{w.noneWhy}</Empty>
        ) : (
          <Found found={found} chosen={chosen} onTake={take} onLook={setSheet} />
        )}
      </div>
      {camera && <Camera onCode={scan} onClose={() => setCamera(false)} />}
      {sheet && (
        <ArticleSheet
          article={sheet}
          onTake={take}
          onClose={() => {
            setSheet(null)
            setTyped('')
          }}
        />
      )}
    </section>
  )
}

/** Whatever was scanned last, large for two seconds: nobody needs to look for it in the list. */
function JustScanned() {
  const language = useLanguage()
  const last = useValue(scanned)
  const now = useValue(ticket)
  useEffect(() => {
    if (!last) return
    const timer = setTimeout(() => scanned.set(null), LARGE_MS)
    return () => clearTimeout(timer)
  }, [last])
  const line = last && now.lines.find(({ id }) => id === last.line)
  if (!line) return null
  return (
    <div className="just-scanned" role="status">
      <Picture src={line.picture} small={72} />
      <div className="row-words">
        <Text fw={600}>{line.name[language]}</Text>
        <Text c="dimmed">{optionsOf(line.options[language])}</Text>
      </div>
      <Text size="xl" fw={650} className="num">
        {line.quantity > 1 && `${line.quantity} × `}
        <Price minor={line.unit_price} />
      </Text>
    </div>
  )
}

/** The field hears what is typed wherever the focus was, unless something else is being written. */
function useFocus(field: React.RefObject<HTMLInputElement | null>, paused: boolean): void {
  useEffect(() => {
    if (paused) return
    // Nothing comes up on a tablet: the field asks for no keyboard until it is touched.
    field.current?.focus({ preventScroll: true })
    const hear = (event: KeyboardEvent): void => {
      const at = document.activeElement
      const busy =
        at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || document.querySelector('[role="dialog"]')
      if (busy || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || event.key === ' ') return
      if (TICKET_KEYS.has(event.key)) return
      field.current?.focus()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [field, paused])
}
