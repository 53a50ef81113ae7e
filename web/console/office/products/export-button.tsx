import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { explainRefusal } from '#shared/refusals.ts'
import { api } from '../../queries.ts'
import { saveFile } from './csv.ts'

const WORDS = {
  export: { es: 'Exportar', en: 'Export' },
  file: { es: 'catalogo.csv', en: 'catalogue.csv' },
} as const
/** 500 products each: a quarter of a million. */
const PAGES_MAX = 500

/** The whole catalogue as a spreadsheet, in the form the import takes. */
export function ExportButton({ icon }: { icon: ReactNode }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const save = useMutation({
    mutationFn: async () => {
      let text = ''
      let after: string | null = null
      for (let page = 0; page < PAGES_MAX; page++) {
        const answer: { csv: string; next: string | null } = await api.exportProducts(after === null ? {} : { after })
        text += page === 0 ? answer.csv : answer.csv.slice(answer.csv.indexOf('\n') + 1)
        after = answer.next
        if (after === null) break
      }
      saveFile(w.file, text)
    },
    onError: (error) => notifications.show({ message: explainRefusal(error, language), color: 'red' }),
  })
  return (
    <Button variant="default" leftSection={icon} loading={save.isPending} onClick={() => save.mutate()}>
      {w.export}
    </Button>
  )
}
