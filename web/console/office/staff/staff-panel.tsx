import { Button, MultiSelect, PasswordInput, Radio, Stack, Switch, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { PASSWORD_MIN } from '#shared/passwords.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { useFieldErrors } from '../../frame/field-errors.ts'
import { Lacking, isWhole } from '../../frame/lacking.tsx'
import { SidePanel } from '../../frame/side-panel.tsx'
import { api, ask, refresh } from '../../queries.ts'
import { useMay } from '../../session.ts'
import { ROLE, ROLES, ROLE_MAY } from './roles.ts'
import type { Person, Role } from './roles.ts'
import { StaffAccess } from './staff-access.tsx'

const WORDS = {
  add: { es: 'Añadir persona', en: 'Add a person' },
  name: { es: 'Nombre', en: 'Name' },
  email: { es: 'Correo', en: 'E-mail' },
  password: { es: 'Contraseña para empezar', en: 'Password to begin with' },
  passwordAbout: {
    es: 'Doce letras o más. Vale tres días: al entrar elegirá la suya.',
    en: 'Twelve letters or more. Good for three days: when they sign in they choose their own.',
  },
  role: { es: 'Puesto', en: 'Role' },
  everywhere: { es: 'En todas las tiendas', en: 'In all shops' },
  stores: { es: 'Solo en estas tiendas', en: 'Only in these shops' },
  lacksName: { es: 'el nombre', en: 'the name' },
  lacksEmail: { es: 'el correo', en: 'the e-mail' },
  lacksPassword: { es: 'una contraseña de doce letras', en: 'a password of twelve letters' },
  lacksStore: { es: 'al menos una tienda', en: 'at least one shop' },
  save: { es: 'Guardar', en: 'Save' },
  saved: { es: 'Guardado', en: 'Saved' },
} as const

type Draft = { name: string; email: string; role: Role; store_ids: string[] | null; password: string }

/** One person: role in words, shops, and how they come in. */
export function StaffPanel({ person, onClose }: { person: Person | null; onClose: () => void }) {
  const w = useWords(WORDS)
  const mayEdit = useMay()('staff.edit')
  const [draft, setDraft] = useState<Draft>(
    person ? { ...person, password: '' } : { name: '', email: '', role: 'assistant', store_ids: [], password: '' },
  )
  const added = useRef<string | null>(null)
  const save = useMutation({
    mutationFn: async () => {
      const { name, email, role, store_ids, password } = draft
      if (person) return api.changeStaff({ staff_id: person.id, name, role, store_ids })
      // Where the password was refused the person is there already; another try gives them only the password.
      added.current ??= (await api.addStaff({ name, email, role, store_ids })).id
      return api.setStaffPassword({ staff_id: added.current, password })
    },
    onSuccess: () => {
      notifications.show({ message: w.saved, color: 'green' })
      onClose()
    },
    onSettled: () => refresh('listStaff'),
  })
  const errors = useFieldErrors(save.error, { email_taken: 'email', password_too_common: 'password' })
  const lacking = [
    draft.name.trim() === '' && w.lacksName,
    person === null && !draft.email.includes('@') && w.lacksEmail,
    person === null && draft.password.length < PASSWORD_MIN && w.lacksPassword,
    draft.store_ids?.length === 0 && w.lacksStore,
  ]
  return (
    <SidePanel
      opened
      onClose={onClose}
      title={person?.name ?? w.add}
      footer={
        <>
          <Lacking what={lacking} />
          <Button disabled={!mayEdit || !isWhole(lacking)} loading={save.isPending} onClick={() => save.mutate()}>
            {w.save}
          </Button>
        </>
      }
    >
      <Stack>
        <TextInput
          label={w.name}
          value={draft.name}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        />
        {person === null && (
          <>
            <TextInput
              label={w.email}
              type="email"
              error={errors.of('email')}
              value={draft.email}
              onChange={(event) => setDraft({ ...draft, email: event.target.value })}
            />
            <PasswordInput
              label={w.password}
              description={w.passwordAbout}
              autoComplete="new-password"
              error={errors.of('password')}
              value={draft.password}
              onChange={(event) => setDraft({ ...draft, password: event.target.value })}
            />
          </>
        )}
        <RoleAndStores draft={draft} set={(part) => setDraft({ ...draft, ...part })} />
        {errors.rest && <Trouble error={errors.rest} />}
        {person && mayEdit && <StaffAccess person={person} onClose={onClose} />}
      </Stack>
    </SidePanel>
  )
}

function RoleAndStores({ draft, set }: { draft: Draft; set: (part: Partial<Draft>) => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const stores = useQuery(ask('listStores', {}))
  return (
    <>
      <Radio.Group label={w.role} value={draft.role} onChange={(role) => set({ role: role as Role })}>
        <Stack gap="xs" mt={6}>
          {ROLES.map((role) => (
            <Radio key={role} value={role} label={ROLE[role][language]} description={ROLE_MAY[role][language]} />
          ))}
        </Stack>
      </Radio.Group>
      <Switch
        label={w.everywhere}
        checked={draft.store_ids === null}
        onChange={(event) => set({ store_ids: event.target.checked ? null : [] })}
      />
      {draft.store_ids !== null && (
        <MultiSelect
          label={w.stores}
          searchable
          data={(stores.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.store_ids}
          onChange={(store_ids) => set({ store_ids })}
        />
      )}
    </>
  )
}
