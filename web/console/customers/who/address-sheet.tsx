import { ActionIcon, Button, Checkbox, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { AddressFields, addressOf, emptyAddress } from '../../frame/address-fields.tsx'
import type { Address } from '../../frame/address-fields.tsx'
import { useFieldErrors } from '../../frame/field-errors.ts'
import { SidePanel } from '../../frame/side-panel.tsx'
import { useAction } from '../../frame/use-action.ts'
import type { Customer } from '../customer-page.tsx'

const WORDS = {
  add: { es: 'Añadir dirección', en: 'Add address' },
  usual: { es: 'Es la habitual', en: 'It is the usual one' },
  save: { es: 'Guardar', en: 'Save' },
} as const

export function AddressSheet({ customer }: { customer: Customer }) {
  const w = useWords(WORDS)
  const [opened, setOpened] = useState(false)
  const [address, setAddress] = useState<Address>({ ...emptyAddress, country: customer.country ?? 'ES' })
  const [is_default, setDefault] = useState(customer.addresses.length === 0)
  const add = useAction('addAddress', {
    quiet: true,
    refreshes: ['getCustomer', 'getTimeline'],
    onDone: () => setOpened(false),
  })
  const errors = useFieldErrors(add.error, { bad_address: 'line1' })
  return (
    <>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={w.add} onClick={() => setOpened(true)}>
        <IconPlus size={16} stroke={1.75} />
      </ActionIcon>
      <SidePanel opened={opened} onClose={() => setOpened(false)} title={w.add} size="md">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            add.mutate({ customer_id: customer.id, address: addressOf(address), is_default })
          }}
        >
          <Stack>
            <AddressFields value={address} onChange={setAddress} error={errors.of('line1')} />
            <Checkbox label={w.usual} checked={is_default} onChange={(event) => setDefault(event.target.checked)} />
            {errors.rest && <Trouble error={errors.rest} />}
            <Button type="submit" loading={add.isPending}>
              {w.save}
            </Button>
          </Stack>
        </form>
      </SidePanel>
    </>
  )
}
