import { Button } from '@mantine/core'
import { useWords } from '#ui/face.tsx'
import { useAction } from '../../frame/use-action.ts'
import { useMay } from '../../session.ts'
import { tellWithUndo } from '../pieces/undo.tsx'
import type { Status } from './words.ts'

const WORDS = {
  archive: { es: 'Archivar', en: 'Archive' },
  archived: { es: 'Producto archivado: ya no se vende', en: 'Product archived: it is not sold any more' },
  undo: { es: 'Deshacer', en: 'Undo' },
} as const
const TOUCHED = ['getProductRecord', 'listProducts', 'searchProducts'] as const

/** Off sale with one click, and back with another. */
export function ArchiveButton({ product_id, slug, status }: { product_id: string; slug: string; status: Status }) {
  const w = useWords(WORDS)
  const mayEdit = useMay()('catalog.edit')
  const back = useAction('saveProduct', { refreshes: TOUCHED })
  const archive = useAction('archiveProduct', {
    refreshes: TOUCHED,
    onDone: () => tellWithUndo(w.archived, { name: w.undo, run: () => back.mutate({ product_id, slug, status }) }),
  })
  if (status === 'archived' || !mayEdit) return null
  return (
    <Button variant="default" loading={archive.isPending} onClick={() => archive.mutate({ product_id })}>
      {w.archive}
    </Button>
  )
}
