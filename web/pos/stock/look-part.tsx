import { Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { number } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty } from '#ui/states.tsx'
import type { Article } from '../contract.ts'
import { Shops } from '../sale/article-sheet.tsx'
import { mustTill } from '../session.ts'
import { Picture, Price, optionsOf } from '../show.tsx'
import { useValue } from '../store/value.ts'
import { network } from '../sync/link.ts'
import { ask } from '../sync/queries.ts'
import { AdjustSheet } from './adjust-sheet.tsx'
import { FindArticle } from './find-article.tsx'
import { WhyPart } from './why-part.tsx'

const WORDS = {
  start: { es: 'Escanea un artículo', en: 'Scan an article' },
  startWhy: {
    es: 'Verás cuántos hay aquí, cuántos están prometidos y qué otras tiendas lo tienen.',
    en: 'You see how many are here, how many are promised, and which other shops have it.',
  },
  available: { es: 'Para vender', en: 'To sell' },
  on_hand: { es: 'En la tienda', en: 'In the shop' },
  promised: { es: 'Prometidos', en: 'Promised' },
  incoming: { es: 'En camino', en: 'On the way' },
  adjust: { es: 'Ajustar', en: 'Adjust' },
} as const

/** One article: what is here, what is promised, where else it is. */
export function LookPart() {
  const w = useWords(WORDS)
  const [article, setArticle] = useState<Article | null>(null)
  return (
    <Stack>
      <FindArticle onTake={setArticle} />
      {article ? <Shown key={article.variant_id} article={article} /> : <Empty title={w.start}>{w.startWhy}</Empty>}
    </Stack>
  )
}

function Shown({ article }: { article: Article }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { reachable } = useValue(network)
  const { location_id } = mustTill().store
  const [adjust, setAdjust] = useState(false)
  const levels = useQuery({ ...ask('listLevels', { variant_id: article.variant_id, location_id }), enabled: reachable })
  const level = levels.data?.items[0]
  const figures = [
    [w.available, level?.available ?? article.available],
    [w.on_hand, level?.on_hand ?? article.on_hand],
    ...(level
      ? ([
          [w.promised, level.allocated + level.reserved],
          [w.incoming, level.incoming],
        ] as const)
      : []),
  ] as const
  return (
    <Card>
      <Stack>
        <Group wrap="nowrap" align="flex-start">
          <Picture src={article.picture} small={96} />
          <div style={{ flex: 1 }}>
            <Title order={2} size="lg">
              {article.name[language]}
            </Title>
            <Text c="dimmed">{[optionsOf(article.options[language]), article.sku].filter(Boolean).join(' · ')}</Text>
            <Text fw={600}>
              <Price minor={article.unit_price} />
            </Text>
          </div>
          <Button variant="default" h={44} disabled={!reachable} onClick={() => setAdjust(true)}>
            {w.adjust}
          </Button>
        </Group>
        <SimpleGrid cols={{ base: 2, sm: 4 }}>
          {figures.map(([words, count]) => (
            <div key={words}>
              <Text className="soft">{words}</Text>
              <Text size="xl" fw={650}>
                {number(count, language)}
              </Text>
            </div>
          ))}
        </SimpleGrid>
        {reachable && <WhyPart variant_id={article.variant_id} on_hand={level?.on_hand ?? article.on_hand} />}
        <Shops article={article} />
      </Stack>
      {adjust && (
        <AdjustSheet article={article} on_hand={level?.on_hand ?? article.on_hand} onClose={() => setAdjust(false)} />
      )}
    </Card>
  )
}
