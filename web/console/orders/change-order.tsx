import { Button, Select, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { SidePanel } from '../frame/side-panel.tsx'
import { useAction } from '../frame/use-action.ts'
import { ask } from '../queries.ts'
import type { Order } from './order-page.tsx'
import { useHolders } from './use-holders.ts'

const WORDS = {
  store: { es: 'Cambiar la tienda de recogida', en: 'Change the pick-up shop' },
  storeText: {
    es: 'Solo antes de que empiecen a prepararlo. La otra tienda lo verá en su tablero y el cliente sabrá dónde ir.',
    en: 'Only before picking has begun. The other shop sees it on its board, and the customer is told where to go.',
  },
  shop: { es: 'Tienda', en: 'Shop' },
  has: { es: (name: string) => `${name} · lo tiene todo`, en: (name: string) => `${name} · has all of it` },
  lacks: { es: (name: string) => `${name} · le falta algo`, en: (name: string) => `${name} · lacks some` },
  move: { es: 'Cambiar tienda', en: 'Change shop' },
  moved: { es: 'Tienda cambiada.', en: 'Shop changed.' },
  contact: { es: 'Cambiar el contacto', en: 'Change the contact' },
  name: { es: 'Nombre', en: 'Name' },
  email: { es: 'Correo', en: 'E-mail' },
  phone: { es: 'Teléfono', en: 'Phone' },
  save: { es: 'Guardar', en: 'Save' },
} as const

type Props = { order: Order; opened: boolean; onClose: () => void }

export function ChangeStore({ order, opened, onClose }: Props) {
  const w = useWords(WORDS)
  const [store_id, setStore] = useState<string | null>(null)
  const stores = useQuery({ ...ask('listStores', {}), enabled: opened })
  const move = useAction('changeOrder', {
    quiet: true,
    done: w.moved,
    refreshes: ['getOrder', 'listFulfilments', 'getTimeline'],
    onDone: onClose,
  })
  const wanted = order.lines.flatMap(({ variant_id, quantity, canceled, fulfilled }) => {
    const left = quantity - canceled - fulfilled
    return variant_id === null || left <= 0 ? [] : [{ variant_id, quantity: left }]
  })
  const holders = useHolders(wanted, order.channel, opened)
  const others = (stores.data?.items ?? [])
    .filter(({ id, pickup }) => pickup && id !== order.pickup_store_id)
    // Those that can give it at once come first.
    .toSorted((a, b) => Number(holders?.has(b.id) ?? false) - Number(holders?.has(a.id) ?? false))
  return (
    <SidePanel opened={opened} onClose={onClose} title={w.store} size="md">
      <Stack>
        <Text size="sm" c="dimmed">
          {w.storeText}
        </Text>
        <Select
          label={w.shop}
          searchable
          value={store_id}
          onChange={setStore}
          data={others.map(({ id, name }) => ({
            value: id,
            label: holders === undefined ? name : holders.has(id) ? w.has(name) : w.lacks(name),
          }))}
        />
        {move.error && <Trouble error={move.error} />}
        <Button
          disabled={store_id === null}
          loading={move.isPending}
          onClick={() => store_id !== null && move.mutate({ order_id: order.id, pickup_store_id: store_id })}
        >
          {w.move}
        </Button>
      </Stack>
    </SidePanel>
  )
}

export function ChangeContact({ order, opened, onClose }: Props) {
  const w = useWords(WORDS)
  const [fields, setFields] = useState(() => ({ name: '', email: '', phone: '', ...order.contact }))
  const save = useAction('changeOrder', { quiet: true, refreshes: ['getOrder'], onDone: onClose })
  const contact = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
  return (
    <SidePanel opened={opened} onClose={onClose} title={w.contact} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ order_id: order.id, contact })
        }}
      >
        <Stack>
          {(['name', 'email', 'phone'] as const).map((field) => (
            <TextInput
              key={field}
              label={w[field]}
              type={field === 'name' ? 'text' : field === 'email' ? 'email' : 'tel'}
              value={fields[field]}
              onChange={(event) => setFields({ ...fields, [field]: event.target.value })}
            />
          ))}
          {save.error && <Trouble error={save.error} />}
          <Button type="submit" loading={save.isPending}>
            {w.save}
          </Button>
        </Stack>
      </form>
    </SidePanel>
  )
}
