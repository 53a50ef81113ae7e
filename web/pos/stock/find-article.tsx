import { ActionIcon, Group, TextInput } from '@mantine/core'
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
  here: { es: (count: number) => `${count} aquí`, en: (count: number) => `${count} here` },
} as const

/** Finds one article: a scan takes it at once, a word shows what fits. */
export function FindArticle({ onTake }: { onTake: (article: Article) => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const list = useValue(articles)
  const [typed, setTyped] = useState('')
  const [camera, setCamera] = useState(false)
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
          take(list.scan(typed) ?? found[0])
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
              <span className="soft">{w.here(article.available)}</span>
            </button>
          </li>
        ))}
      </ul>
      {camera && (
        <Camera
          onCode={(code) => {
            setTyped(code)
            take(list.scan(code))
          }}
          onClose={() => setCamera(false)}
        />
      )}
    </>
  )
}
