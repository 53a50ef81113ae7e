import { ActionIcon, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCamera, IconSearch, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Empty } from '#ui/states.tsx'
import type { Customer } from '../contract.ts'
import { act } from '../sale/current.ts'
import { Camera } from '../scan/camera.tsx'
import { customers, nameOf } from '../store/customers.ts'
import { useValue } from '../store/value.ts'
import { network } from '../sync/link.ts'
import { ask } from '../sync/queries.ts'
import { NewCustomer } from './new-customer.tsx'

const WORDS = {
  title: { es: 'Buscar cliente', en: 'Find the customer' },
  field: { es: 'Tarjeta, teléfono, correo o nombre', en: 'Card, telephone, e-mail or name' },
  camera: { es: 'Escanear su tarjeta con la cámara', en: 'Scan their card with the camera' },
  start: { es: 'Escanea su tarjeta o escribe', en: 'Scan their card, or type' },
  startWhy: {
    es: 'Bastan cuatro cifras del teléfono o unas letras del nombre.',
    en: 'Four digits of the telephone or a few letters of the name are enough.',
  },
  none: { es: 'Nadie encontrado', en: 'Nobody found' },
  noneWhy: {
    es: 'Comprueba cómo se escribe, o crea su ficha.',
    en: 'Check the spelling, or make a record for them.',
  },
  away: {
    es: 'Sin conexión se busca entre los clientes que esta caja ya conoce.',
    en: 'Without a connection, those this till knows already are searched.',
  },
  create: { es: 'Crear cliente', en: 'Make a customer' },
} as const

type Found = { customer: Parameters<typeof pick>[0]; detail: string }
const TYPING_MS = 200

function pick(customer: Pick<Customer, 'customer_id' | 'given_name' | 'family_name' | 'company' | 'tags'>): void {
  const { customer_id, given_name, family_name, company, tags } = customer
  act({ do: 'customer', customer: { customer_id, given_name, family_name, company, tags } })
}

/** By card, telephone, mail or name: here at once, and at the server for who came today. */
export function FindCustomer({ onClose }: { onClose: () => void }) {
  const w = useWords(WORDS)
  const [typed, setTyped] = useState('')
  const [camera, setCamera] = useState(false)
  const [create, setCreate] = useState(false)
  const { reachable } = useValue(network)
  const found = useFound(typed, reachable)
  const take = ({ customer }: Found): void => {
    pick(customer)
    onClose()
  }
  const scan = (code: string): void => {
    const card = customers.get().byCard(code)
    if (card) take({ customer: card, detail: '' })
    else setTyped(code)
  }
  if (create)
    return (
      <NewCustomer
        typed={typed}
        onMade={(made) => take({ customer: made, detail: '' })}
        onClose={() => setCreate(false)}
      />
    )
  if (camera) return <Camera onCode={scan} onClose={() => setCamera(false)} />
  return (
    <Modal opened onClose={onClose} title={w.title} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const card = customers.get().byCard(typed)
          if (card) take({ customer: card, detail: '' })
          else if (found[0]) take(found[0])
        }}
      >
        <Group gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            size="md"
            type="search"
            aria-label={w.field}
            placeholder={w.field}
            leftSection={<IconSearch size={20} stroke={1.75} />}
            data-autofocus
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <ActionIcon variant="default" size={48} aria-label={w.camera} onClick={() => setCamera(true)}>
            <IconCamera stroke={1.75} />
          </ActionIcon>
        </Group>
      </form>
      <ul className="rows" style={{ marginTop: 12 }}>
        {found.map((one) => (
          <li key={one.customer.customer_id}>
            <button type="button" className="row" onClick={() => take(one)}>
              <span className="row-words">
                <span className="strong">{nameOf(one.customer)}</span>
                <br />
                <span className="soft">{one.detail}</span>
              </span>
              <span className="soft">{one.customer.tags.join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
      {typed.trim() === '' && <Empty title={w.start}>{w.startWhy}</Empty>}
      {typed.trim() !== '' && found.length === 0 && <Empty title={w.none}>{w.noneWhy}</Empty>}
      <Stack gap="xs" mt="sm">
        {!reachable && <Text className="soft">{w.away}</Text>}
        <Button
          variant="default"
          size="md"
          disabled={!reachable}
          leftSection={<IconUserPlus size={20} stroke={1.75} />}
          onClick={() => setCreate(true)}
        >
          {w.create}
        </Button>
      </Stack>
    </Modal>
  )
}

function useFound(typed: string, reachable: boolean): Found[] {
  const [text] = useDebouncedValue(typed.trim(), TYPING_MS)
  const remote = useQuery({ ...ask('findCustomers', { text, limit: 10 }), enabled: reachable && text.length > 2 })
  const local = customers
    .get()
    .search(typed)
    .map((customer) => ({ customer, detail: [customer.phones[0], customer.emails[0]].filter(Boolean).join(' · ') }))
  const known = new Set(local.map(({ customer }) => customer.customer_id))
  const more = (remote.data?.items ?? [])
    .filter(({ id }) => !known.has(id))
    .map(({ id, name, email, phone, tags }) => ({
      customer: { customer_id: id, given_name: name, family_name: null, company: null, tags },
      detail: [phone, email].filter(Boolean).join(' · '),
    }))
  return typed.trim() === '' ? [] : [...local, ...more]
}
