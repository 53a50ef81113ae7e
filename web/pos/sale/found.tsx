import { ActionIcon } from '@mantine/core'
import { IconBuildingStore } from '@tabler/icons-react'
import { useLanguage, useWords } from '#ui/face.tsx'
import type { Article } from '../contract.ts'
import { Picture, Price, optionsOf } from '../show.tsx'

const WORDS = {
  here: { es: (count: number) => `${count} aquí`, en: (count: number) => `${count} here` },
  notHere: { es: 'No está aquí', en: 'Not here' },
  look: {
    es: (name: string) => `${name}: ver tiendas`,
    en: (name: string) => `${name}: see shops`,
  },
} as const

/** Whether this shop has it, as far as the system knows. */
export const isHere = ({ kind, available }: Article): boolean => kind === 'service' || available > 0

type Props = {
  found: readonly Article[]
  chosen: number
  onTake: (article: Article) => void
  onLook: (article: Article) => void
}

/** What was found: a touch takes it; what is not here is looked up in the other shops. */
export function Found({ found, chosen, onTake, onLook }: Props) {
  const w = useWords(WORDS)
  const language = useLanguage()
  return (
    <ul className="rows">
      {found.map((article, at) => {
        const here = isHere(article)
        const name = article.name[language]
        return (
          <li key={article.variant_id} style={{ display: 'flex', alignItems: 'center' }}>
            <button
              type="button"
              className="row"
              data-chosen={at === chosen || undefined}
              onClick={() => (here ? onTake(article) : onLook(article))}
            >
              <Picture src={article.picture} small={52} />
              <span className="row-words">
                <span className="strong">{name}</span>
                <br />
                <span className="soft">
                  {optionsOf(article.options[language])}
                  <span className="wide-only"> · {article.sku}</span>
                </span>
              </span>
              <span className="num">
                <span className="strong">
                  <Price minor={article.unit_price} />
                </span>
                <br />
                <span className="soft">
                  {article.kind === 'service' ? '' : here ? w.here(article.available) : w.notHere}
                </span>
              </span>
            </button>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={48}
              aria-label={w.look(`${name} ${optionsOf(article.options[language])}`)}
              onClick={() => onLook(article)}
            >
              <IconBuildingStore stroke={1.75} />
            </ActionIcon>
          </li>
        )
      })}
    </ul>
  )
}
