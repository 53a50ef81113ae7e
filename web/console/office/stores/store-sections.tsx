import { NumberInput, Select, Stack, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '#ui/face.tsx'
import { ask } from '../../queries.ts'
import office from '../office.module.css'
import { AddressFields } from '../../frame/address-fields.tsx'
import { Section } from '../pieces/section.tsx'
import type { StoreDraft } from './draft.ts'

const WORDS = {
  who: { es: 'Datos', en: 'Details' },
  name: { es: 'Nombre', en: 'Name' },
  code: { es: 'Código', en: 'Code' },
  phone: { es: 'Teléfono', en: 'Phone' },
  email: { es: 'Correo', en: 'E-mail' },
  company: { es: 'Sociedad que vende', en: 'Company that sells' },
  zone: { es: 'Zona horaria', en: 'Time zone' },
  where: { es: 'Dónde está', en: 'Where it is' },
  whereAbout: {
    es: 'Las coordenadas dicen a la web qué tienda queda más cerca.',
    en: 'The coordinates tell the web which shop is nearest.',
  },
  lat: { es: 'Latitud', en: 'Latitude' },
  lng: { es: 'Longitud', en: 'Longitude' },
  orders: { es: 'Pedidos', en: 'Orders' },
  pickup: { es: 'Se puede recoger aquí', en: 'Orders can be collected here' },
  lead: { es: 'Listo en (minutos)', en: 'Ready in (minutes)' },
  leadAbout: { es: 'Desde que entra el pedido, con la tienda abierta.', en: 'From the order, while the shop is open.' },
  hold: { es: 'Se guarda (días)', en: 'Kept for (days)' },
  holdAbout: {
    es: 'Después vuelve a la venta y se devuelve el dinero.',
    en: 'Then it goes back on sale and the money is refunded.',
  },
  ships: { es: 'Envía paquetes', en: 'Sends parcels' },
  most: { es: 'Pedidos al día, como mucho', en: 'Orders a day, at most' },
  mostAbout: { es: 'Vacío: sin límite.', en: 'Empty: no limit.' },
} as const

type Props = { draft: StoreDraft; change: (part: Partial<StoreDraft>) => void }

export function StoreDetails({
  draft,
  change,
  codeError,
  zoneError,
}: Props & { codeError: string | undefined; zoneError: string | undefined }) {
  const w = useWords(WORDS)
  const entities = useQuery(ask('listLegalEntities', {}))
  const text = (field: 'name' | 'code' | 'phone' | 'email' | 'timezone', label: string, error?: string) => (
    <TextInput
      label={label}
      error={error}
      required={field === 'name' || field === 'code'}
      value={draft[field]}
      onChange={(event) => change({ [field]: event.target.value })}
    />
  )
  const coordinate = (field: 'lat' | 'lng', label: string, most: number) => (
    <NumberInput
      label={label}
      required
      min={-most}
      max={most}
      decimalScale={6}
      hideControls
      value={draft[field] ?? ''}
      onChange={(value) => change({ [field]: typeof value === 'number' ? value : null })}
    />
  )
  return (
    <>
      <Section title={w.who}>
        <div className={office['two']}>
          {text('name', w.name)}
          {text('code', w.code, codeError)}
          {text('phone', w.phone)}
          {text('email', w.email)}
          <Select
            label={w.company}
            allowDeselect={false}
            data={(entities.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.legal_entity_id}
            onChange={(legal_entity_id) => legal_entity_id && change({ legal_entity_id })}
          />
          {text('timezone', w.zone, zoneError)}
        </div>
      </Section>
      <Section title={w.where} about={w.whereAbout}>
        <Stack gap="sm">
          <AddressFields receiver={false} value={draft.address} onChange={(address) => change({ address })} />
          <div className={office['two']}>
            {coordinate('lat', w.lat, 90)}
            {coordinate('lng', w.lng, 180)}
          </div>
        </Stack>
      </Section>
    </>
  )
}

export function PickupSection({ draft, change }: Props) {
  const w = useWords(WORDS)
  const figure = (value: string | number, otherwise: number): number => Number(value) || otherwise
  return (
    <Section title={w.orders}>
      <Stack gap="sm">
        <Switch
          label={w.pickup}
          checked={draft.pickup}
          onChange={(event) => change({ pickup: event.target.checked })}
        />
        <NumberInput
          label={w.lead}
          description={w.leadAbout}
          min={0}
          max={20_160}
          step={15}
          disabled={!draft.pickup}
          value={draft.pickup_lead_minutes}
          onChange={(value) => change({ pickup_lead_minutes: figure(value, 0) })}
        />
        <NumberInput
          label={w.hold}
          description={w.holdAbout}
          min={1}
          max={60}
          disabled={!draft.pickup}
          value={draft.pickup_hold_days}
          onChange={(value) => change({ pickup_hold_days: figure(value, 1) })}
        />
        <Switch label={w.ships} checked={draft.ships} onChange={(event) => change({ ships: event.target.checked })} />
        <NumberInput
          label={w.most}
          description={w.mostAbout}
          min={1}
          value={draft.max_orders_per_day ?? ''}
          onChange={(value) => change({ max_orders_per_day: typeof value === 'number' && value > 0 ? value : null })}
        />
      </Stack>
    </Section>
  )
}
