import { Button, NumberInput, Stack, TextInput } from '@mantine/core'
import { IconBuildingWarehouse, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty, Trouble } from '#ui/states.tsx'
import { countryName, regionWords } from '#shared/regions.ts'
import { number } from '#shared/show.ts'
import { useFieldErrors } from '../../frame/field-errors.ts'
import { DataTable } from '../../frame/data-table.tsx'
import { PageHeader } from '../../frame/page-header.tsx'
import { SidePanel } from '../../frame/side-panel.tsx'
import { useAction } from '../../frame/use-action.ts'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import classes from '../office.module.css'
import type { StockPlace } from '../pieces/places.tsx'
import { codeOf } from '../products/draft.ts'
import { StoreTabs } from './tabs.tsx'

const WORDS = {
  title: { es: 'Tiendas', en: 'Shops' },
  warehouses: { es: 'Almacenes', en: 'Warehouses' },
  make: { es: 'Añadir almacén', en: 'Add a warehouse' },
  edit: { es: 'Cambiar almacén', en: 'Change warehouse' },
  name: { es: 'Nombre', en: 'Name' },
  code: { es: 'Código', en: 'Code' },
  country: { es: 'País', en: 'Country' },
  region: { es: 'Región (ISO: ES-MD)', en: 'Region (ISO: ES-MD)' },
  zone: { es: 'Zona horaria', en: 'Time zone' },
  lat: { es: 'Latitud', en: 'Latitude' },
  lng: { es: 'Longitud', en: 'Longitude' },
  priority: { es: 'Prioridad', en: 'Priority' },
  priorityAbout: {
    es: 'De 1 a 10. El número más bajo envía primero.',
    en: 'From 1 to 10. The lowest number sends first.',
  },
  most: { es: 'Pedidos al día, como mucho', en: 'Orders a day, at most' },
  unlimited: { es: 'Sin límite', en: 'No limit' },
  save: { es: 'Guardar', en: 'Save' },
  saved: { es: 'Almacén guardado', en: 'Warehouse saved' },
  empty: { es: 'No hay almacenes', en: 'There are no warehouses' },
  emptyText: {
    es: 'Sin almacén, los pedidos salen de las tiendas. Añade uno si guardas mercancía en otro sitio.',
    en: 'Without a warehouse orders leave from the shops. Add one if you keep goods elsewhere.',
  },
} as const

type Warehouse = Omit<StockPlace, 'kind' | 'store_id' | 'ships' | 'active'>

/** Places that only hold stock. */
export function WarehousesPage() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const may = useMay()
  const places = useQuery(ask('listLocations', {}))
  const [editing, setEditing] = useState<Warehouse | 'new' | null>(null)
  return (
    <>
      <PageHeader
        title={w.title}
        actions={
          <Button
            leftSection={<IconPlus size={16} stroke={1.75} />}
            disabled={!may('organisation.edit')}
            onClick={() => setEditing('new')}
          >
            {w.make}
          </Button>
        }
      />
      <StoreTabs />
      <DataTable<StockPlace>
        label={w.warehouses}
        list={{
          rows: places.data?.items.filter(({ kind }) => kind !== 'store'),
          error: places.error,
          again: () => void places.refetch(),
        }}
        rowKey={({ id }) => id}
        open={setEditing}
        empty={
          <Empty icon={<IconBuildingWarehouse size={28} stroke={1.5} />} title={w.empty}>
            {w.emptyText}
          </Empty>
        }
        columns={[
          {
            key: 'name',
            title: w.name,
            render: ({ name, code }) => (
              <>
                {name} <span className={classes['quiet']}>{code}</span>
              </>
            ),
          },
          {
            key: 'country',
            title: w.country,
            render: ({ country, region }) => regionWords(country, region) ?? region ?? countryName(country, language),
          },
          {
            key: 'most',
            title: w.most,
            align: 'right',
            from: 'tablet',
            render: ({ max_orders_per_day }) =>
              max_orders_per_day === null ? w.unlimited : number(max_orders_per_day, language),
          },
          { key: 'priority', title: w.priority, align: 'right', render: ({ priority }) => number(priority, language) },
        ]}
      />
      {editing && <WarehousePanel warehouse={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  )
}

function WarehousePanel({ warehouse, onClose }: { warehouse: Warehouse | null; onClose: () => void }) {
  const w = useWords(WORDS)
  const mayEdit = useMay()('organisation.edit')
  const [draft, setDraft] = useState<Warehouse>(
    () =>
      warehouse ?? {
        id: crypto.randomUUID(),
        code: '',
        name: '',
        country: 'ES',
        region: null,
        lat: null,
        lng: null,
        timezone: 'Europe/Madrid',
        priority: 5,
        max_orders_per_day: null,
      },
  )
  const set = (part: Partial<Warehouse>): void => setDraft({ ...draft, ...part })
  const save = useAction('saveWarehouse', { done: w.saved, refreshes: ['listLocations'], quiet: true, onDone: onClose })
  const errors = useFieldErrors(save.error, { code_taken: 'code', unknown_timezone: 'zone' })
  const { id, code, name, country, region, lat, lng, timezone, priority, max_orders_per_day } = draft
  const send = (): void => {
    if (lat === null || lng === null) return
    save.mutate({
      location_id: id,
      code: code || codeOf(name),
      name,
      country,
      lat,
      lng,
      timezone,
      priority,
      ...(region ? { region } : {}),
      ...(max_orders_per_day === null ? {} : { max_orders_per_day }),
    })
  }
  return (
    <SidePanel
      opened
      onClose={onClose}
      size="md"
      title={warehouse ? w.edit : w.make}
      footer={
        <Button
          disabled={!mayEdit || name.trim() === '' || lat === null || lng === null}
          loading={save.isPending}
          onClick={send}
        >
          {w.save}
        </Button>
      }
    >
      <Fields draft={draft} set={set} codeError={errors.of('code')} zoneError={errors.of('zone')} />
      {errors.rest && <Trouble error={errors.rest} />}
    </SidePanel>
  )
}

type FieldsProps = {
  draft: Warehouse
  set: (part: Partial<Warehouse>) => void
  codeError: string | undefined
  zoneError: string | undefined
}

function Fields({ draft, set, codeError, zoneError }: FieldsProps) {
  const w = useWords(WORDS)
  const text = (field: 'name' | 'code' | 'country' | 'region' | 'timezone', label: string, error?: string) => (
    <TextInput
      label={label}
      error={error}
      value={draft[field] ?? ''}
      onChange={(event) => set({ [field]: event.target.value })}
    />
  )
  const figure = (field: 'lat' | 'lng' | 'max_orders_per_day', label: string) => (
    <NumberInput
      label={label}
      hideControls
      value={draft[field] ?? ''}
      onChange={(value) => set({ [field]: typeof value === 'number' ? value : null })}
    />
  )
  return (
    <Stack gap="sm">
      {text('name', w.name)}
      {text('code', w.code, codeError)}
      {text('country', w.country)}
      {text('region', w.region)}
      {text('timezone', w.zone, zoneError)}
      {figure('lat', w.lat)}
      {figure('lng', w.lng)}
      <NumberInput
        label={w.priority}
        description={w.priorityAbout}
        min={1}
        max={10}
        value={draft.priority}
        onChange={(value) => set({ priority: Number(value) || 5 })}
      />
      {figure('max_orders_per_day', w.most)}
    </Stack>
  )
}
