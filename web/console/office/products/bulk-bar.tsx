import { ActionIcon, Button, Modal, Select, Stack, TagsInput, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { ask } from '../../queries.ts'
import classes from '../office.module.css'
import { BatchProgress } from '../pieces/batch-progress.tsx'
import { ConfirmButton } from '../pieces/confirm-button.tsx'
import { useBulkChange } from './use-bulk-change.ts'
import type { Change } from './use-bulk-change.ts'

const WORDS = {
  chosen: {
    es: (count: number) => (count === 1 ? '1 elegido' : `${count} elegidos`),
    en: (count: number) => `${count} chosen`,
  },
  category: { es: 'Añadir a una categoría', en: 'Add to a category' },
  tags: { es: 'Añadir etiquetas', en: 'Add tags' },
  archive: { es: 'Archivar', en: 'Archive' },
  archiveAsk: {
    es: 'Dejarán de venderse en todos los canales. Los pedidos ya hechos no cambian.',
    en: 'They leave every channel. Orders that were placed do not change.',
  },
  sell: { es: 'Poner a la venta', en: 'Put on sale' },
  none: { es: 'No elegir ninguno', en: 'Choose none' },
  apply: { es: 'Añadir', en: 'Add' },
  close: { es: 'Cerrar', en: 'Close' },
  about: {
    es: (count: number) => `Se añadirá a ${count} productos. Lo que ya tienen se queda.`,
    en: (count: number) => `Will be added to ${count} products. What they have stays.`,
  },
} as const

/** What can be done to many products at once; each is read and saved, so that nothing else of it changes. */
export function BulkBar({ ids, done }: { ids: readonly string[]; done: () => void }) {
  const w = useWords(WORDS)
  const { batch, change: changeAll } = useBulkChange()
  const [asking, setAsking] = useState<'category' | 'tags' | null>(null)
  if (ids.length === 0 && !batch.state) return null

  const change = async (what: Change): Promise<void> => {
    if (await changeAll(ids, what)) done()
  }
  return (
    <div className={classes['bulk']} role="group" aria-label={w.chosen(ids.length)}>
      {batch.state ? (
        <BatchProgress batch={batch} />
      ) : (
        <>
          <Text size="sm" fw={500}>
            {w.chosen(ids.length)}
          </Text>
          <Button size="xs" variant="default" onClick={() => setAsking('category')}>
            {w.category}
          </Button>
          <Button size="xs" variant="default" onClick={() => setAsking('tags')}>
            {w.tags}
          </Button>
          <Button size="xs" variant="default" onClick={() => void change(() => ({ status: 'active' }))}>
            {w.sell}
          </Button>
          <ConfirmButton size="xs" question={w.archiveAsk} onYes={() => void change(() => ({ status: 'archived' }))}>
            {w.archive}
          </ConfirmButton>
        </>
      )}
      {!batch.running && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={w.none}
          onClick={() => {
            batch.forget()
            done()
          }}
        >
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      )}
      <AddForm asking={asking} count={ids.length} close={() => setAsking(null)} change={(what) => void change(what)} />
    </div>
  )
}

type FormProps = {
  asking: 'category' | 'tags' | null
  count: number
  close: () => void
  change: (what: Change) => void
}

function AddForm({ asking, count, close, change }: FormProps) {
  const w = useWords(WORDS)
  const locale = useLanguage()
  const { data } = useQuery({ ...ask('listCategories', { locale }), enabled: asking === 'category' })
  const [category, setCategory] = useState<string | null>(null)
  const [tags, setTags] = useState<string[]>([])
  const ready = asking === 'category' ? category !== null : tags.length > 0
  const apply = (): void => {
    if (asking === 'category' && category !== null)
      change(({ categories }) => ({ categories: [...new Set([...categories, category])] }))
    else change((record) => ({ tags: [...new Set([...record.tags, ...tags])] }))
    close()
  }
  return (
    <Modal
      opened={asking !== null}
      onClose={close}
      title={asking === 'category' ? w.category : w.tags}
      closeButtonProps={{ 'aria-label': w.close }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {w.about(count)}
        </Text>
        {asking === 'category' ? (
          <Select
            aria-label={w.category}
            data={(data?.items ?? []).map(({ slug, name }) => ({ value: slug, label: name }))}
            value={category}
            onChange={setCategory}
            searchable
          />
        ) : (
          <TagsInput aria-label={w.tags} value={tags} onChange={setTags} maxTags={20} />
        )}
        <Button disabled={!ready} onClick={apply}>
          {w.apply}
        </Button>
      </Stack>
    </Modal>
  )
}
