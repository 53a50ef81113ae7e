import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Loading, Shut, Trouble } from '#ui/states.tsx'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import { PageTrouble } from '../../shell/page-trouble.tsx'
import { BLANK_STORE, draftOfStore } from './draft.ts'
import { StoreEditor } from './store-editor.tsx'

/** A shop to be edited. */
export function StorePage() {
  const { store_id = '' } = useParams({ strict: false }) as { store_id?: string }
  const record = useQuery(ask('getStoreRecord', { store_id }))
  if (record.error) return <PageTrouble error={record.error} again={() => void record.refetch()} />
  if (!record.data) return <Loading />
  return <StoreEditor key={store_id} store_id={store_id} saved={draftOfStore(record.data)} isNew={false} />
}

/** A shop that is not there yet; its id is made here, so that saving twice makes one. */
export function NewStorePage() {
  const may = useMay()
  const [store_id] = useState(() => crypto.randomUUID())
  const entities = useQuery(ask('listLegalEntities', {}))
  const retailer = useQuery(ask('getRetailer', {}))
  if (!may('organisation.edit')) return <Shut />
  if (entities.error) return <Trouble error={entities.error} again={() => void entities.refetch()} />
  if (!entities.data || !retailer.data) return <Loading />
  const saved = {
    ...BLANK_STORE,
    legal_entity_id: entities.data.items[0]?.id ?? '',
    timezone: retailer.data.timezone,
    address: { ...BLANK_STORE.address, country: retailer.data.country },
  }
  return <StoreEditor store_id={store_id} saved={saved} isNew />
}
