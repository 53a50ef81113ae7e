import { ActionIcon, Button, Checkbox, Stack } from '@mantine/core'
import { IconPencil, IconPlus } from '@tabler/icons-react'
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
  change: { es: 'Cambiar dirección', en: 'Change address' },
  usual: { es: 'Es la habitual', en: 'It is the usual one' },
  save: { es: 'Guardar', en: 'Save' },
} as const

type Known = Customer['addresses'][number]

/**
 * A new address, or another in the place of one that is known: an address that was used is never rewritten, so the new
 * one is kept first and the old one goes after it.
 */
export function AddressSheet({ customer, known }: { customer: Customer; known?: Known }) {
  const w = useWords(WORDS)
  const [opened, setOpened] = useState(false)
  const begun: Address = { ...emptyAddress, country: customer.country ?? 'ES', ...known?.address }
  const [address, setAddress] = useState<Address>(begun)
  const [is_default, setDefault] = useState(known?.is_default ?? customer.addresses.length === 0)
  const remove = useAction('removeAddress', { refreshes: ['getCustomer'], onDone: () => setOpened(false) })
  const add = useAction('addAddress', {
    quiet: true,
    refreshes: ['getCustomer', 'getTimeline'],
    onDone: () => (known ? remove.mutate({ customer_id: known.customer_id, address_id: known.id }) : setOpened(false)),
  })
  const title = known ? w.change : w.add
  const open = (): void => {
    setAddress(begun)
    setDefault(known?.is_default ?? customer.addresses.length === 0)
    setOpened(true)
  }
  const errors = useFieldErrors(add.error, { bad_address: 'line1' })
  return (
    <>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={title} onClick={open}>
        {known ? <IconPencil size={14} stroke={1.75} /> : <IconPlus size={16} stroke={1.75} />}
      </ActionIcon>
      <SidePanel opened={opened} onClose={() => setOpened(false)} title={title} size="md">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            add.mutate({
              customer_id: known?.customer_id ?? customer.id,
              address: addressOf(address),
              is_default,
              ...(known?.label && { label: known.label }),
            })
          }}
        >
          <Stack>
            <AddressFields value={address} onChange={setAddress} error={errors.of('line1')} />
            <Checkbox label={w.usual} checked={is_default} onChange={(event) => setDefault(event.target.checked)} />
            {errors.rest && <Trouble error={errors.rest} />}
            <Button type="submit" loading={add.isPending || remove.isPending}>
              {w.save}
            </Button>
          </Stack>
        </form>
      </SidePanel>
    </>
  )
}
