import { ActionIcon, NumberInput, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useWords } from '#ui/face.tsx'
import { ArticlePicker } from '../pieces/article-picker.tsx'
import { ArticleCell, useVariants } from '../../frame/articles.tsx'
import type { GoodsLine } from './goods.ts'
import classes from './stock.module.css'

const WORDS = {
  articles: { es: 'Artículos', en: 'Articles' },
  add: { es: 'Añadir artículo', en: 'Add an article' },
  units: { es: (sku: string) => `Unidades de ${sku}`, en: (sku: string) => `Pieces of ${sku}` },
  remove: { es: (sku: string) => `Quitar ${sku}`, en: (sku: string) => `Remove ${sku}` },
} as const

type Props = {
  lines: readonly GoodsLine[]
  setLines: (lines: readonly GoodsLine[]) => void
  canBeLess: boolean
  least: number
}

/** Articles and how many; a scan of one that is there already counts it up. */
export function GoodsLines({ lines, setLines, canBeLess, least }: Props) {
  const w = useWords(WORDS)
  const variants = useVariants(lines.map(({ variant_id }) => variant_id))
  const add = (variant_id: string | null): void => {
    if (variant_id === null) return
    const known = lines.some((line) => line.variant_id === variant_id)
    setLines(
      known
        ? lines.map((line) => (line.variant_id === variant_id ? { ...line, quantity: line.quantity + 1 } : line))
        : [...lines, { variant_id, quantity: canBeLess ? -1 : 1 }],
    )
  }
  return (
    <div className={classes['lines']} role="group" aria-label={w.articles}>
      {lines.map((line) => {
        const sku = variants.get(line.variant_id)?.sku ?? ''
        return (
          <div key={line.variant_id} className={classes['line']}>
            <Text size="sm" component="div">
              <ArticleCell variant={variants.get(line.variant_id)} />
            </Text>
            <NumberInput
              aria-label={w.units(sku)}
              allowDecimal={false}
              min={canBeLess ? -9_999 : least}
              max={9_999}
              value={line.quantity}
              onChange={(value) =>
                setLines(lines.map((one) => (one === line ? { ...line, quantity: Number(value) || 0 } : one)))
              }
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={w.remove(sku)}
              onClick={() => setLines(lines.filter((one) => one !== line))}
            >
              <IconX size={16} stroke={1.75} />
            </ActionIcon>
          </div>
        )
      })}
      <ArticlePicker key={lines.length} value={null} onPick={add} label={w.add} />
    </div>
  )
}
