import { Button } from '@mantine/core'
import { useBlocker, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { useFieldErrors } from '../../frame/field-errors.ts'
import { Lacking, isWhole } from '../../frame/lacking.tsx'
import { PageHeader } from '../../frame/page-header.tsx'
import { State } from '../../frame/state.tsx'
import { useAction } from '../../frame/use-action.ts'
import { useMay } from '../../session.ts'
import office from '../office.module.css'
import { ClosingSection } from './closing-section.tsx'
import { storeInput } from './draft.ts'
import type { StoreDraft } from './draft.ts'
import { HoursSection } from './hours-section.tsx'
import { SpecialDays } from './special-days.tsx'
import { PickupSection, StoreDetails } from './store-sections.tsx'

const WORDS = {
  stores: { es: 'Tiendas', en: 'Shops' },
  fresh: { es: 'Tienda nueva', en: 'New shop' },
  lacksName: { es: 'el nombre', en: 'the name' },
  lacksCode: { es: 'el código', en: 'the code' },
  lacksAddress: { es: 'la calle', en: 'the street' },
  lacksPoint: { es: 'las coordenadas', en: 'the coordinates' },
  save: { es: 'Guardar', en: 'Save' },
  saved: { es: 'Tienda guardada', en: 'Shop saved' },
  isClosed: { es: 'Cerrada', en: 'Closed' },
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

type Props = { store_id: string; saved: StoreDraft; isNew: boolean }

/** A shop: who it is, where it stands, when it is open, how orders are collected in it. */
export function StoreEditor({ store_id, saved, isNew }: Props) {
  const w = useWords(WORDS)
  const mayEdit = useMay()('organisation.edit')
  const navigate = useNavigate()
  const [touched, setTouched] = useState<Partial<StoreDraft>>({})
  const draft = { ...saved, ...touched }
  const change = (part: Partial<StoreDraft>): void => setTouched({ ...touched, ...part })
  const isChanged = Object.keys(touched).length > 0
  const save = useAction('saveStore', {
    done: w.saved,
    quiet: true,
    refreshes: ['listStores', 'getStore', 'getStoreRecord', 'listLocations'],
    onDone: () => {
      setTouched({})
      if (isNew) void navigate({ to: `/stores/${store_id}`, replace: true, ignoreBlocker: true })
    },
  })
  const errors = useFieldErrors(save.error, {
    code_taken: 'code',
    hours_upside_down: 'hours',
    unknown_timezone: 'timezone',
  })
  useBlocker({
    shouldBlockFn: () => isChanged && !save.isPending && !save.isSuccess && !window.confirm(w.leave),
    enableBeforeUnload: () => isChanged,
  })
  const lacking = [
    draft.name.trim() === '' && w.lacksName,
    draft.code === '' && w.lacksCode,
    draft.address.line1 === '' && w.lacksAddress,
    (draft.lat === null || draft.lng === null) && w.lacksPoint,
  ]
  return (
    <>
      <PageHeader
        title={draft.name || w.fresh}
        above={{ to: '/stores', name: w.stores }}
        beside={!saved.active && <State tone="bad">{w.isClosed}</State>}
        about={!mayEdit && w.readOnly}
        actions={
          <>
            {isChanged && <Lacking what={lacking} />}
            {isChanged && !isNew && (
              <Button variant="subtle" color="gray" onClick={() => setTouched({})}>
                {w.discard}
              </Button>
            )}
            <Button
              disabled={!mayEdit || !isChanged || !isWhole(lacking)}
              loading={save.isPending}
              onClick={() => save.mutate(storeInput(store_id, draft))}
            >
              {w.save}
            </Button>
          </>
        }
      />
      {errors.rest && <Trouble error={errors.rest} />}
      <div className={office['editor']}>
        <div className={office['column']}>
          <StoreDetails draft={draft} change={change} codeError={errors.of('code')} zoneError={errors.of('timezone')} />
          <HoursSection draft={draft} change={change} error={errors.of('hours')} />
          <SpecialDays draft={draft} change={change} />
        </div>
        <div className={office['column']}>
          <PickupSection draft={draft} change={change} />
          {/* What else was changed is kept or thrown away first: closing saves nothing but that. */}
          {!isNew && <ClosingSection store_id={store_id} saved={saved} disabled={!mayEdit || isChanged} />}
        </div>
      </div>
    </>
  )
}
