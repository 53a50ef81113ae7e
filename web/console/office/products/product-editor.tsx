import { Button, Kbd } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useBlocker } from '@tanstack/react-router'
import { useState } from 'react'
import type { Reply } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { useFieldErrors } from '../../frame/field-errors.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { State } from '../../frame/state.tsx'
import { useMay } from '../../session.ts'
import classes from '../office.module.css'
import { ArchiveButton } from './archive-button.tsx'
import type { Draft } from './draft.ts'
import { ProductAttributes } from './product-attributes.tsx'
import { ProductOptions } from './product-options.tsx'
import { ProductPictures } from './product-pictures.tsx'
import { ProductSide } from './product-side.tsx'
import { ProductTexts } from './product-texts.tsx'
import { ProductVariants } from './product-variants.tsx'
import { useBasePrices } from './use-base-prices.ts'
import { useSaveProduct } from './use-save-product.ts'
import { STATUS, STATUS_TONE } from './words.ts'

const WORDS = {
  catalogue: { es: 'Catálogo', en: 'Catalogue' },
  fresh: { es: 'Producto nuevo', en: 'New product' },
  save: { es: 'Guardar', en: 'Save' },
  discard: { es: 'Descartar cambios', en: 'Discard changes' },
  readOnly: {
    es: 'Puedes mirarlo; cambiarlo no es de tu puesto.',
    en: 'You may look at it; changing it is not part of your role.',
  },
  leave: {
    es: 'Hay cambios sin guardar. ¿Salir y perderlos?',
    en: 'There are unsaved changes. Leave and lose them?',
  },
} as const

type Props = { product_id: string; saved: Draft; record: Reply<'getProductRecord'> | null }

/** One product: words in both languages, pictures, options and variants, prices, where it belongs. */
export function ProductEditor({ product_id, saved, record }: Props) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const mayEdit = useMay()('catalog.edit')
  const [touched, setTouched] = useState<Partial<Draft>>({})
  const [files, setFiles] = useState<File[]>([])
  const prices = useBasePrices(record ? product_id : null)
  const draft = { ...saved, ...touched }
  const isChanged = Object.keys(touched).length > 0 || files.length > 0 || prices.isChanged
  const save = useSaveProduct({ product_id, isNew: record === null })
  const errors = useFieldErrors(save.error, {
    slug_taken: 'slug',
    name_required: 'name',
    gtin_taken: 'variants',
    bad_gtin: 'variants',
    sku_taken: 'variants',
    same_options: 'variants',
  })
  const change = (part: Partial<Draft>): void => setTouched({ ...touched, ...part })
  const forget = (): void => {
    setTouched({})
    setFiles([])
    prices.forget()
  }
  const send = (): void => {
    if (mayEdit && isChanged && !save.isPending) save.mutate({ draft, files, prices }, { onSuccess: forget })
  }
  useHotkeys([['mod+s', send]], [])
  useBlocker({
    shouldBlockFn: () => isChanged && !save.isPending && !save.isSuccess && !window.confirm(w.leave),
    enableBeforeUnload: () => isChanged,
  })
  const name = draft.texts[language].name || draft.texts.es.name || draft.texts.en.name
  return (
    <>
      <PageHeader
        title={name || w.fresh}
        above={{ to: '/products', name: w.catalogue }}
        beside={<State tone={STATUS_TONE[saved.status]}>{STATUS[saved.status][language]}</State>}
        about={!mayEdit && w.readOnly}
        actions={
          <>
            {isChanged && record && (
              <Button variant="subtle" color="gray" onClick={forget}>
                {w.discard}
              </Button>
            )}
            {record && <ArchiveButton product_id={product_id} slug={saved.slug} status={saved.status} />}
            <Button
              onClick={send}
              loading={save.isPending}
              disabled={!mayEdit || !isChanged || name.trim() === ''}
              rightSection={<Kbd size="xs">Ctrl S</Kbd>}
            >
              {w.save}
            </Button>
          </>
        }
      />
      {errors.rest && <Trouble error={errors.rest} />}
      <div className={classes['editor']}>
        <div className={classes['column']}>
          <ProductTexts draft={draft} change={change} error={errors.of('name')} />
          <ProductPictures product_id={product_id} record={record} files={files} setFiles={setFiles} />
          <ProductOptions draft={draft} change={change} />
          <ProductVariants draft={draft} change={change} prices={prices} error={errors.of('variants')} />
          <ProductAttributes draft={draft} change={change} />
        </div>
        <ProductSide draft={draft} change={change} slugError={errors.of('slug')} isNew={record === null} />
      </div>
    </>
  )
}
