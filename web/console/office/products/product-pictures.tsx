import '@mantine/dropzone/styles.css'
import { Progress, Stack, Text } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { IconPhotoPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Reply } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { explainRefusal } from '#shared/refusals.ts'
import { refresh } from '../../queries.ts'
import { Section } from '../pieces/section.tsx'
import { PictureGrid, WaitingPictures } from './picture-grid.tsx'
import { PICTURE_BYTES_MAX, PICTURE_TYPES, sendPicture } from './send-picture.ts'

const WORDS = {
  title: { es: 'Imágenes', en: 'Pictures' },
  about: {
    es: 'La primera es la portada. Arrástralas para ordenarlas.',
    en: 'The first is the cover. Drag them into order.',
  },
  drop: { es: 'Suelta aquí las imágenes, o elígelas', en: 'Drop pictures here, or choose them' },
  forms: { es: 'PNG, JPEG, WebP o AVIF, hasta 10 MB', en: 'PNG, JPEG, WebP or AVIF, up to 10 MB' },
  refused: {
    es: 'Eso no es una imagen que podamos usar, o pesa más de 10 MB.',
    en: 'That is no picture we can use, or it is over 10 MB.',
  },
  sending: {
    es: (done: number, of: number) => `Subiendo ${done} de ${of}`,
    en: (done: number, of: number) => `Sending ${done} of ${of}`,
  },
} as const

type Props = {
  product_id: string
  /** Null for a product that is not saved yet: its pictures wait. */
  record: Reply<'getProductRecord'> | null
  files: File[]
  setFiles: (files: File[]) => void
}

/** Pictures by drag-and-drop: sent one after the other, ordered, put into words. */
export function ProductPictures({ product_id, record, files, setFiles }: Props) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [sending, setSending] = useState<{ done: number; of: number } | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const take = async (dropped: File[]): Promise<void> => {
    setTrouble(null)
    if (record === null) return setFiles([...files, ...dropped])
    try {
      for (const [done, file] of dropped.entries()) {
        setSending({ done: done + 1, of: dropped.length })
        await sendPicture(product_id, file)
      }
    } catch (error) {
      setTrouble(explainRefusal(error, language))
    }
    setSending(null)
    await refresh('getProductRecord', 'listProducts', 'listVariants')
  }
  return (
    <Section title={w.title} about={w.about}>
      <Stack gap="sm">
        {record && record.pictures.length > 0 && <PictureGrid product_id={product_id} record={record} />}
        {files.length > 0 && <WaitingPictures files={files} setFiles={setFiles} />}
        <Dropzone
          onDrop={(dropped: File[]) => void take(dropped)}
          onReject={() => setTrouble(w.refused)}
          accept={PICTURE_TYPES}
          maxSize={PICTURE_BYTES_MAX}
          p="md"
          inputProps={{ 'aria-label': w.drop }}
        >
          <Stack align="center" gap={4} style={{ pointerEvents: 'none' }}>
            <IconPhotoPlus size={24} stroke={1.5} color="var(--ink-soft)" />
            <Text size="sm" fw={500}>
              {w.drop}
            </Text>
            <Text size="xs" c="dimmed">
              {w.forms}
            </Text>
          </Stack>
        </Dropzone>
        {sending && (
          <div role="status">
            <Text size="sm">{w.sending(sending.done, sending.of)}</Text>
            <Progress value={(sending.done / sending.of) * 100} animated aria-label={w.title} />
          </div>
        )}
        {trouble && (
          <Text size="sm" c="var(--bad)" role="alert">
            {trouble}
          </Text>
        )}
      </Stack>
    </Section>
  )
}
