import { Button, Select, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { SidePanel } from '../../frame/side-panel.tsx'
import { useAction } from '../../frame/use-action.ts'
import { ask } from '../../queries.ts'
import { ToldOnce } from '../pieces/told-once.tsx'

const WORDS = {
  title: { es: 'Dar de alta un dispositivo', en: 'Enrol a device' },
  register: { es: 'Puesto de caja', en: 'Register' },
  name: { es: 'Nombre del dispositivo', en: 'Name of the device' },
  namePlaceholder: { es: 'Tableta del mostrador', en: 'Counter tablet' },
  enrol: { es: 'Dar de alta', en: 'Enrol' },
  done: { es: 'Listo', en: 'Done' },
  about: {
    es: 'Abre /pos en el dispositivo y escanea el código o pega la clave. Desde entonces es la caja de ese puesto.',
    en: 'Open /pos on the device and scan the code or paste the key. From then on it is the till of that register.',
  },
} as const

/** A tablet or computer becomes a till; its key is told this once, to scan or to copy. */
export function EnrolPanel({ onClose }: { onClose: () => void }) {
  const w = useWords(WORDS)
  const registers = useQuery(ask('listRegisters', {}))
  const stores = useQuery(ask('listStores', {}))
  const [register_id, setRegister] = useState<string | null>(null)
  const [name, setName] = useState('')
  const enrol = useAction('enrolDevice', { refreshes: ['listDevices'], quiet: true })
  const storeName = (id: string): string => stores.data?.items.find((one) => one.id === id)?.name ?? ''
  return (
    <SidePanel
      opened
      onClose={onClose}
      size="md"
      title={w.title}
      footer={
        enrol.data ? (
          <Button onClick={onClose}>{w.done}</Button>
        ) : (
          <Button
            disabled={register_id === null || name.trim() === ''}
            loading={enrol.isPending}
            onClick={() => register_id !== null && enrol.mutate({ register_id, name: name.trim() })}
          >
            {w.enrol}
          </Button>
        )
      }
    >
      {enrol.data ? (
        <ToldOnce secret={enrol.data.token} about={w.about} asCode />
      ) : (
        <Stack gap="sm">
          <Select
            label={w.register}
            searchable
            data={(registers.data?.items ?? []).map((one) => ({
              value: one.id,
              label: [storeName(one.store_id), one.name].filter(Boolean).join(' · '),
            }))}
            value={register_id}
            onChange={setRegister}
          />
          <TextInput
            label={w.name}
            placeholder={w.namePlaceholder}
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          {enrol.error && <Trouble error={enrol.error} />}
        </Stack>
      )}
    </SidePanel>
  )
}
