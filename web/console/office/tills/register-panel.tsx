import { Button, Select, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { SidePanel } from '../../frame/side-panel.tsx'
import { useAction } from '../../frame/use-action.ts'
import { ask } from '../../queries.ts'
import { codeOf } from '../products/draft.ts'

const WORDS = {
  title: { es: 'Añadir puesto de caja', en: 'Add a register' },
  store: { es: 'Tienda', en: 'Shop' },
  name: { es: 'Nombre', en: 'Name' },
  placeholder: { es: 'Caja 2', en: 'Till 2' },
  save: { es: 'Guardar', en: 'Save' },
  saved: { es: 'Puesto guardado', en: 'Register saved' },
} as const
const CODE_LENGTH = 20

/** A place to take money in a shop; devices are enrolled at it. */
export function RegisterPanel({ onClose }: { onClose: () => void }) {
  const w = useWords(WORDS)
  const stores = useQuery(ask('listStores', {}))
  const [register_id] = useState(() => crypto.randomUUID())
  const [store_id, setStore] = useState<string | null>(null)
  const [name, setName] = useState('')
  const save = useAction('saveRegister', { done: w.saved, refreshes: ['listRegisters'], quiet: true, onDone: onClose })
  const code = codeOf(name).slice(0, CODE_LENGTH)
  return (
    <SidePanel
      opened
      onClose={onClose}
      size="md"
      title={w.title}
      footer={
        <Button
          disabled={store_id === null || code === ''}
          loading={save.isPending}
          onClick={() => store_id !== null && save.mutate({ register_id, store_id, name: name.trim(), code })}
        >
          {w.save}
        </Button>
      }
    >
      <Stack gap="sm">
        <Select
          label={w.store}
          searchable
          data={(stores.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
          value={store_id}
          onChange={setStore}
        />
        <TextInput
          label={w.name}
          placeholder={w.placeholder}
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        {save.error && <Trouble error={save.error} />}
      </Stack>
    </SidePanel>
  )
}
