import { ActionIcon, Group, Text, TextInput } from '@mantine/core'
import { IconCamera, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import type { Article } from '../contract.ts'
import { Camera } from '../scan/camera.tsx'
import { Picture, optionsOf } from '../show.tsx'
import { articles } from '../store/articles.ts'
import { useValue } from '../store/value.ts'
import { focused } from '../focus.ts'

const WORDS = {
  field: { es: 'Escanea o busca un artículo', en: 'Scan or search for an article' },
  camera: { es: 'Escanear con la cámara', en: 'Scan with the camera' },
  unknown: {
    es: (code: string) => `Nada se llama «${code}». Prueba con otra palabra o con el código.`,
    en: (code: string) => `Nothing is called “${code}”. Try another word, or the code.`,
  },
  here: { es: (count: number) => `${count} aquí`, en: (count: number) => `${count} here` },
} as const

/** Finds one article: a scan takes it at once, a word shows what fits. `blind`: who counts is not told what to find. */
export function FindArticle({ onTake, blind = false }: { onTake: (article: Article) => void; blind?: boolean }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const list = useValue(articles)
  const [typed, setTyped] = useState('')
  const [camera, setCamera] = useState(false)
  const [unknown, setUnknown] = useState<string | null>(null)
  const found = typed.trim() === '' ? [] : list.search(typed)
  const take = (article: Article | undefined): void => {
    if (!article) return
    setTyped('')
    onTake(article)
  }
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const article = list.scan(typed) ?? found[0]
          setUnknown(article || typed.trim() === '' ? null : typed.trim())
          // Right or wrong, the next scan begins in an empty field.
          setTyped('')
          take(article)
        }}
      >
        <Group gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            size="md"
            type="search"
            aria-label={w.field}
            placeholder={w.field}
            leftSection={<IconSearch size={20} stroke={1.75} />}
            ref={focused}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <ActionIcon variant="default" size={48} aria-label={w.camera} onClick={() => setCamera(true)}>
            <IconCamera stroke={1.75} />
          </ActionIcon>
        </Group>
      </form>
      {unknown !== null && typed === '' && (
        <Text c="var(--bad)" size="sm" role="alert">
          {w.unknown(unknown)}
        </Text>
      )}
      <ul className="rows">
        {found.map((article) => (
          <li key={article.variant_id}>
            <button type="button" className="row" onClick={() => take(article)}>
              <Picture src={article.picture} small={52} />
              <span className="row-words">
                <span className="strong">{article.name[language]}</span>
                <br />
                <span className="soft">
                  {[optionsOf(article.options[language]), article.sku].filter(Boolean).join(' · ')}
                </span>
              </span>
              {!blind && <span className="soft">{w.here(article.available)}</span>}
            </button>
          </li>
        ))}
      </ul>
      {camera && (
        <Camera
          onCode={(code) => {
            const article = list.scan(code)
            setUnknown(article ? null : code)
            take(article)
          }}
          onClose={() => setCamera(false)}
        />
      )}
    </>
  )
}
