import { Anchor, Group, Stack, Text } from '@mantine/core'
import { IconTags } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty, Loading, Trouble } from '#ui/states.tsx'
import { useFilters } from '../../frame/filters.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import classes from '../office.module.css'
import { ArticlePicker } from '../pieces/article-picker.tsx'
import { ArticleCell, useVariants } from '../../frame/articles.tsx'
import type { Variant } from '../../frame/articles.tsx'
import { AskedSection, HistorySection } from './article-history.tsx'
import { WhereSection } from './article-where.tsx'
import { PriceTabs } from './tabs.tsx'

const WORDS = {
  title: { es: 'Precios', en: 'Prices' },
  empty: { es: 'Elige un artículo', en: 'Choose an article' },
  emptyText: {
    es: 'Verás qué cuesta en cada canal y cada tienda, qué lista lo decide y cómo ha cambiado.',
    en: 'You will see what it costs in every channel and shop, which list decides, and how it changed.',
  },
  product: { es: 'Abrir el producto', en: 'Open the product' },
  stock: { es: 'Ver existencias', en: 'Show stock' },
} as const

/** What an article costs, everywhere, and why. */
export function ArticlePricesPage() {
  const w = useWords(WORDS)
  const [filters, narrow] = useFilters<'variant'>()
  const variant_id = filters.variant ?? null
  const variant = useVariants(variant_id === null ? [] : [variant_id]).get(variant_id ?? '')
  return (
    <>
      <PageHeader title={w.title} />
      <PriceTabs />
      <Group mb="md" justify="space-between" align="flex-end">
        <div style={{ width: 420, maxWidth: '100%' }}>
          <ArticlePicker value={variant_id} onPick={(variant) => narrow({ variant })} hideLabel />
        </div>
        {variant && (
          <Group gap="md">
            <Anchor component={Link} to={`/products/${variant.product_id}`} size="sm">
              {w.product}
            </Anchor>
            <Anchor component={Link} to={`/stock?product=${variant.product_id}`} size="sm">
              {w.stock}
            </Anchor>
          </Group>
        )}
      </Group>
      {variant_id === null ? (
        <div className={classes['section']}>
          <Empty icon={<IconTags size={28} stroke={1.5} />} title={w.empty}>
            {w.emptyText}
          </Empty>
        </div>
      ) : (
        <Article variant_id={variant_id} variant={variant} />
      )}
    </>
  )
}

function Article({ variant_id, variant }: { variant_id: string; variant: Variant | undefined }) {
  const language = useLanguage()
  const prices = useQuery({ ...ask('getVariantPrices', { variant_id }), enabled: useMay()('prices.read') })
  if (prices.error) return <Trouble error={prices.error} again={() => void prices.refetch()} />
  if (!prices.data) return <Loading />
  return (
    <Stack>
      <Text size="sm" component="div" lang={language}>
        <ArticleCell variant={variant} />
      </Text>
      <div className={classes['editor']}>
        <div className={classes['column']}>
          <WhereSection variant_id={variant_id} />
          <HistorySection prices={prices.data} />
        </div>
        <AskedSection prices={prices.data} />
      </div>
    </Stack>
  )
}
