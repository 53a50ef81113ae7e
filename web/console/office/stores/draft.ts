import type { Input, Reply } from '#sdk'
import { addressOf, emptyAddress } from '../../frame/address-fields.tsx'
import type { Address } from '../../frame/address-fields.tsx'

export type Span = { weekday: number; opens: string; closes: string }
export type SpecialDay = { on_date: string; opens: string | null; closes: string | null; reason: string | null }

/** A shop as its form holds it. */
export type StoreDraft = {
  code: string
  name: string
  legal_entity_id: string
  phone: string
  email: string
  address: Address
  lat: number | null
  lng: number | null
  timezone: string
  pickup: boolean
  pickup_lead_minutes: number
  pickup_hold_days: number
  active: boolean
  ships: boolean
  max_orders_per_day: number | null
  hours: Span[]
  exceptions: SpecialDay[]
}

const WEEK = [1, 2, 3, 4, 5, 6]

export const BLANK_STORE: StoreDraft = {
  code: '',
  name: '',
  legal_entity_id: '',
  phone: '',
  email: '',
  address: emptyAddress,
  lat: null,
  lng: null,
  timezone: 'Europe/Madrid',
  pickup: true,
  pickup_lead_minutes: 120,
  pickup_hold_days: 7,
  active: true,
  ships: true,
  max_orders_per_day: null,
  hours: WEEK.map((weekday) => ({ weekday, opens: '10:00', closes: '21:00' })),
  exceptions: [],
}

export function draftOfStore({ id: _id, location_id: _place, ...record }: Reply<'getStoreRecord'>): StoreDraft {
  return {
    ...record,
    phone: record.phone ?? '',
    email: record.email ?? '',
    address: { ...emptyAddress, ...record.address },
    exceptions: record.exceptions.toSorted((a, b) => (a.on_date < b.on_date ? -1 : 1)),
  }
}

export function storeInput(store_id: string, draft: StoreDraft): Input<'saveStore'> {
  const { phone, email, max_orders_per_day, lat, lng, address, exceptions, ...rest } = draft
  return {
    ...rest,
    store_id,
    lat: lat ?? 0,
    lng: lng ?? 0,
    address: addressOf(address),
    ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
    ...(email.trim() === '' ? {} : { email: email.trim() }),
    ...(max_orders_per_day === null ? {} : { max_orders_per_day }),
    exceptions: exceptions
      .filter(({ on_date }) => on_date !== '')
      .map(({ on_date, opens, closes, reason }) => ({ on_date, opens, closes, ...(reason ? { reason } : {}) })),
  }
}
