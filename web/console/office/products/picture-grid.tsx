import { ActionIcon, Button, Popover, Stack, TextInput, Tooltip } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconTextCaption, IconTrash } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { DragEvent } from 'react'
import type { Reply } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { useAction } from '../../frame/use-action.ts'
import { useMay } from '../../session.ts'
import { SignButton } from '../pieces/sign-button.tsx'
import { tellWithUndo } from '../pieces/undo.tsx'
import classes from './pictures.module.css'

const WORDS = {
  cover: { es: 'Portada', en: 'Cover' },
  earlier: { es: 'Mover antes', en: 'Move earlier' },
  later: { es: 'Mover después', en: 'Move later' },
  words: { es: 'Qué se ve', en: 'What it shows' },
  wordsEs: { es: 'Qué se ve, en español', en: 'What it shows, in Spanish' },
  wordsEn: { es: 'Qué se ve, en inglés', en: 'What it shows, in English' },
  keep: { es: 'Guardar', en: 'Save' },
  remove: { es: 'Quitar', en: 'Remove' },
  removed: { es: 'Imagen quitada', en: 'Picture removed' },
  undo: { es: 'Deshacer', en: 'Undo' },
  waits: { es: 'Se sube al guardar', en: 'Sent when saved' },
} as const

type ProductRecord = Reply<'getProductRecord'>
type Picture = ProductRecord['pictures'][number]
const TOUCHED = ['getProductRecord', 'listProducts', 'listVariants'] as const

/** Where a stored picture is served in a small size. */
const addressOf = (path: string): string => `/media/${path.replace('-1280.', '-320.')}`

export function PictureGrid({ product_id, record }: { product_id: string; record: ProductRecord }) {
  const w = useWords(WORDS)
  const mayEdit = useMay()('catalog.edit')
  const [dragged, setDragged] = useState<number | null>(null)
  // What was moved is shown at once; the server's answer then says the same.
  const [moved, setMoved] = useState<readonly string[] | null>(null)
  const arrange = useAction('arrangePictures', { refreshes: TOUCHED })
  const pictures = useMemo(() => {
    if (moved === null) return record.pictures
    return record.pictures.toSorted((a, b) => moved.indexOf(a.id) - moved.indexOf(b.id))
  }, [record.pictures, moved])
  const move = (from: number, to: number): void => {
    const ids = pictures.map(({ id }) => id)
    const [taken] = ids.splice(from, 1)
    if (taken === undefined || to < 0 || to > ids.length) return
    ids.splice(to, 0, taken)
    setMoved(ids)
    arrange.mutate({ product_id, pictures: ids.map((id) => ({ id })) }, { onSettled: () => setMoved(null) })
  }
  // The arrows on each picture do the same from the keyboard.
  const dragging = (at: number) => ({
    draggable: mayEdit,
    onDragStart: () => setDragged(at),
    onDragEnd: () => setDragged(null),
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: () => dragged !== null && dragged !== at && move(dragged, at),
  })
  return (
    <ul className={classes['grid']}>
      {pictures.map((picture, at) => (
        <li key={picture.id} className={classes['tile']} data-dragged={dragged === at || undefined} {...dragging(at)}>
          <img src={addressOf(picture.path)} alt={picture.alt.es ?? picture.alt.en ?? ''} draggable={false} />
          {at === 0 && <span className={classes['cover']}>{w.cover}</span>}
          {mayEdit && (
            <div className={classes['signs']}>
              <SignButton raised label={w.earlier} off={at === 0} go={() => move(at, at - 1)}>
                <IconArrowLeft size={14} stroke={1.75} />
              </SignButton>
              <SignButton raised label={w.later} off={at === pictures.length - 1} go={() => move(at, at + 1)}>
                <IconArrowRight size={14} stroke={1.75} />
              </SignButton>
              <AltWords product_id={product_id} picture={picture} />
              <RemoveSign product_id={product_id} slug={record.slug} record={record} picture={picture} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

type RemoveProps = { product_id: string; slug: string; record: ProductRecord; picture: Picture }

function RemoveSign({ product_id, slug, record, picture }: RemoveProps) {
  const w = useWords(WORDS)
  const back = useAction('saveProduct', { refreshes: TOUCHED })
  const { path, width, height, alt } = picture
  const sku = record.variants.find(({ id }) => id === picture.variant_id)?.sku ?? null
  const remove = useAction('removePicture', {
    refreshes: TOUCHED,
    onDone: () =>
      tellWithUndo(w.removed, {
        name: w.undo,
        run: () => back.mutate({ product_id, slug, pictures: [{ path, width, height, alt, sku }] }),
      }),
  })
  return (
    <SignButton
      raised
      label={w.remove}
      off={remove.isPending}
      go={() => remove.mutate({ product_id, picture_id: picture.id })}
    >
      <IconTrash size={14} stroke={1.75} />
    </SignButton>
  )
}

function AltWords({ product_id, picture }: { product_id: string; picture: Picture }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [opened, setOpened] = useState(false)
  const [alt, setAlt] = useState(picture.alt)
  const save = useAction('arrangePictures', { refreshes: TOUCHED, onDone: () => setOpened(false) })
  return (
    <Popover opened={opened} onChange={setOpened} width={280} trapFocus position="bottom" shadow="md">
      <Popover.Target>
        <Tooltip label={picture.alt[language] ?? w.words}>
          <ActionIcon size="sm" variant="default" aria-label={w.words} onClick={() => setOpened(!opened)}>
            <IconTextCaption size={14} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {(['es', 'en'] as const).map((locale) => (
            <TextInput
              key={locale}
              size="xs"
              label={locale === 'es' ? w.wordsEs : w.wordsEn}
              maxLength={200}
              value={alt[locale] ?? ''}
              onChange={(event) => setAlt({ ...alt, [locale]: event.target.value })}
            />
          ))}
          <Button
            size="xs"
            loading={save.isPending}
            onClick={() =>
              save.mutate({ product_id, pictures: [{ id: picture.id, alt: { es: alt.es ?? '', en: alt.en ?? '' } }] })
            }
          >
            {w.keep}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Pictures of a product that is not saved yet. */
export function WaitingPictures({ files, setFiles }: { files: File[]; setFiles: (files: File[]) => void }) {
  const w = useWords(WORDS)
  return (
    <ul className={classes['grid']}>
      {files.map((file, at) => (
        <li key={`${file.name} ${at}`} className={classes['tile']}>
          <Preview file={file} />
          <span className={classes['cover']}>{w.waits}</span>
          <div className={classes['signs']}>
            <SignButton raised label={w.remove} go={() => setFiles(files.filter((_, index) => index !== at))}>
              <IconTrash size={14} stroke={1.75} />
            </SignButton>
          </div>
        </li>
      ))}
    </ul>
  )
}

function Preview({ file }: { file: File }) {
  const [address] = useState(() => URL.createObjectURL(file))
  return <img src={address} alt={file.name} draggable={false} onLoad={() => URL.revokeObjectURL(address)} />
}
