import { useParams } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Skeleton } from '@mantine/core'
import { useState } from 'react'
import { Shut } from '#ui/states.tsx'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import { PageTrouble } from '../../shell/page-trouble.tsx'
import classes from '../office.module.css'
import { BLANK, draftOf } from './draft.ts'
import { ProductEditor } from './product-editor.tsx'

/** A product to be edited. */
export function ProductPage() {
  const { product_id = '' } = useParams({ strict: false }) as { product_id?: string }
  const record = useQuery(ask('getProductRecord', { product_id }))
  if (record.error) return <PageTrouble error={record.error} again={() => void record.refetch()} />
  if (!record.data)
    return (
      <div className={classes['editor']}>
        <Skeleton h={480} />
        <Skeleton h={320} />
      </div>
    )
  return <ProductEditor key={product_id} product_id={product_id} saved={draftOf(record.data)} record={record.data} />
}

/** A product that is not there yet; its id is made here, so that saving twice makes one. */
export function NewProductPage() {
  const may = useMay()
  const [product_id] = useState(() => crypto.randomUUID())
  if (!may('catalog.edit')) return <Shut />
  return <ProductEditor product_id={product_id} saved={BLANK} record={null} />
}
