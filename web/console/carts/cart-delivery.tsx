import { Button, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { IconBuildingStore, IconTruck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { date } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { AddressFields, addressOf, emptyAddress, isComplete } from '../frame/address-fields.tsx'
import type { Address } from '../frame/address-fields.tsx'
import { SidePanel } from '../frame/side-panel.tsx'
import { api, ask } from '../queries.ts'
import classes from './carts.module.css'
import { useCartChange } from './use-cart.ts'
import type { Cart } from './use-cart.ts'

const WORDS = {
  none: { es: 'Entrega sin elegir', en: 'Delivery not chosen' },
  ship: { es: 'Envío', en: 'Delivery' },
  pickup: { es: 'Recogida', en: 'Pick-up' },
  carry_out: { es: 'Se lo lleva', en: 'Carried out' },
  change: { es: 'Cambiar', en: 'Change' },
  choose: { es: 'Elegir', en: 'Choose' },
  title: { es: 'Cómo se entrega', en: 'How it is delivered' },
  store: { es: 'Tienda de recogida', en: 'Pick-up shop' },
  has: { es: (name: string) => `${name} · lo tiene todo`, en: (name: string) => `${name} · has all of it` },
  part: {
    es: (name: string, has: number, of: number) => `${name} · tiene ${has} de ${of}`,
    en: (name: string, has: number, of: number) => `${name} · has ${has} of ${of}`,
  },
  save: { es: 'Guardar', en: 'Save' },
  ready: { es: (when: string) => `Listo ${when}`, en: (when: string) => `Ready ${when}` },
  ships: { es: (when: string) => `Sale ${when}`, en: (when: string) => `Leaves ${when}` },
} as const

export function CartDelivery({ cart, edits }: { cart: Cart; edits: boolean }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [opened, setOpened] = useState(false)
  const { method, pickup_store_name, address } = cart.delivery
  const Sign = method === 'ship' ? IconTruck : IconBuildingStore
  const where = method === 'pickup' ? pickup_store_name : method === 'ship' ? address?.city : null
  const ready_at = method === 'ship' ? cart.promise?.ships_at : cart.promise?.ready_at
  const say = method === 'ship' ? w.ships : w.ready
  return (
    <div className={classes['delivery']}>
      <Sign size={18} stroke={1.75} aria-hidden />
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm">{method ? [w[method], where].filter(Boolean).join(' · ') : w.none}</Text>
        {method && ready_at && (
          <Text size="xs" c="dimmed">
            {say(date(ready_at, 'moment', language))}
          </Text>
        )}
      </div>
      {edits && (
        <Button size="compact-xs" variant="default" onClick={() => setOpened(true)}>
          {method ? w.change : w.choose}
        </Button>
      )}
      {opened && <ChooseDelivery cart={cart} onClose={() => setOpened(false)} />}
    </div>
  )
}

function ChooseDelivery({ cart, onClose }: { cart: Cart; onClose: () => void }) {
  const w = useWords(WORDS)
  const [method, setMethod] = useState<'ship' | 'pickup'>(cart.delivery.method === 'ship' ? 'ship' : 'pickup')
  const [store_id, setStore] = useState(cart.delivery.pickup_store_id)
  const [address, setAddress] = useState<Address>({ ...emptyAddress, ...cart.delivery.address })
  const change = useCartChange(cart.id, onClose)
  const stores = useQuery(ask('listStores', {}))
  const holding = useQuery(ask('getCartStores', { cart_id: cart.id }))
  const units = cart.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const at = new Map(holding.data?.items.map((one) => [one.store_id, one]))
  const said = ({ id, name }: { id: string; name: string }): string => {
    const here = at.get(id)
    if (!here || units === 0) return name
    return here.complete ? w.has(name) : w.part(name, here.units, units)
  }
  const complete = method === 'pickup' ? store_id !== null : isComplete(address)
  const save = (): void =>
    change.mutate(
      () =>
        api.setCartDelivery({
          cart_id: cart.id,
          method,
          ...(method === 'pickup' ? { pickup_store_id: store_id } : { address: addressOf(address) }),
        }) as Promise<Cart>,
    )
  return (
    <SidePanel
      opened
      onClose={onClose}
      title={w.title}
      size="md"
      footer={
        <Button disabled={!complete} loading={change.isPending} onClick={save}>
          {w.save}
        </Button>
      }
    >
      <Stack>
        <SegmentedControl
          aria-label={w.title}
          value={method}
          onChange={(value) => setMethod(value as typeof method)}
          data={[
            { value: 'pickup', label: w.pickup },
            { value: 'ship', label: w.ship },
          ]}
        />
        {method === 'pickup' ? (
          <Select
            label={w.store}
            searchable
            value={store_id}
            onChange={setStore}
            data={(stores.data?.items ?? [])
              .filter(({ pickup }) => pickup)
              .toSorted((a, b) => (at.get(b.id)?.units ?? 0) - (at.get(a.id)?.units ?? 0))
              .map((store) => ({ value: store.id, label: said(store) }))}
          />
        ) : (
          <Group>
            <AddressFields value={address} onChange={setAddress} />
          </Group>
        )}
      </Stack>
    </SidePanel>
  )
}
