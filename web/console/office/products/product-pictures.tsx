import '@mantine/dropzone/styles.css'
import { Progress, Stack, Text } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import type { FileRejection } from '@mantine/dropzone'
import { IconPhotoPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Reply } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { explainRefusal } from '#shared/refusals.ts'
import { refresh } from '../../queries.ts'
import { Section } from '../pieces/section.tsx'
import { PictureGrid, WaitingPictures } from './picture-grid.tsx'
import { PICTURE_BYTES_MAX, PICTURE_TYPES, isPicture, sendPicture } from './send-picture.ts'

const WORDS = {
  title: { es: 'Imágenes', en: 'Pictures' },
  about: {
    es: 'La primera es la portada. Arrástralas para ordenarlas.',
    en: 'The first is the cover. Drag them into order.',
  },
  drop: { es: 'Suelta aquí las imágenes, o elígelas', en: 'Drop pictures here, or choose them' },
  forms: { es: 'PNG, JPEG, WebP o AVIF, hasta 10 MB', en: 'PNG, JPEG, WebP or AVIF, up to 10 MB' },
  wrong: {
    es: (names: string) => `No es una imagen que se pueda usar: ${names}. Valen PNG, JPEG, WebP y AVIF.`,
    en: (names: string) => `Not a picture that can be used: ${names}. PNG, JPEG, WebP and AVIF will do.`,
  },
  heavy: {
    es: (names: string) => `Pesa más de 10 MB: ${names}. Hazla más pequeña y vuelve a soltarla.`,
    en: (names: string) => `Over 10 MB: ${names}. Make it smaller and drop it again.`,
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
  const namesOf = (some: readonly File[]): string => some.map(({ name }) => name).join(', ')
  const take = async (given: File[], rejected: FileRejection[]): Promise<void> => {
    const drawable = await Promise.all(given.map(isPicture))
    const dropped: File[] = given.filter((_, at) => drawable[at])
    const refusedFiles: File[] = rejected.map(({ file }) => file)
    const heavy = refusedFiles.filter(({ type }) => PICTURE_TYPES.includes(type))
    const wrong = [...given, ...refusedFiles].filter((file) => !dropped.includes(file) && !heavy.includes(file))
    const refusals = [wrong.length > 0 && w.wrong(namesOf(wrong)), heavy.length > 0 && w.heavy(namesOf(heavy))]
    setTrouble(refusals.filter(Boolean).join(' ') || null)
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
          // What is taken and what is not comes in one go, so that one answer does not wipe out the other.
          onDrop={() => {}}
          onDropAny={(dropped: File[], rejected: FileRejection[]) => void take(dropped, rejected)}
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
