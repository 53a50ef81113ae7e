import { Button, Divider, Group, PasswordInput, Stack } from '@mantine/core'
import { useState } from 'react'
import { PASSWORD_MIN } from '#shared/passwords.ts'
import { useWords } from '#ui/face.tsx'
import { useAction } from '../../frame/use-action.ts'
import { ConfirmButton } from '../pieces/confirm-button.tsx'
import { tellWithUndo } from '../pieces/undo.tsx'
import type { Person } from './roles.ts'

const WORDS = {
  access: { es: 'Acceso', en: 'Access' },
  password: { es: 'Contraseña nueva', en: 'New password' },
  set: { es: 'Poner contraseña', en: 'Set password' },
  setDone: {
    es: 'Contraseña puesta. Al entrar otra vez, en tres días como mucho, elegirá la suya.',
    en: 'Password set. When they sign in again, within three days, they choose their own.',
  },
  pin: { es: 'PIN de caja nuevo', en: 'New till PIN' },
  pinSet: { es: 'Poner PIN', en: 'Set PIN' },
  pinDone: { es: 'PIN puesto', en: 'PIN set' },
  factor: { es: 'Quitar el segundo factor', en: 'Remove the second factor' },
  factorAsk: {
    es: 'Para quien ha perdido su aplicación de códigos. Podrá entrar solo con la contraseña hasta que la active otra vez.',
    en: 'For somebody who lost their code app. They sign in with the password alone until they set it up again.',
  },
  factorDone: { es: 'Segundo factor quitado', en: 'Second factor removed' },
  end: { es: 'Quitar el acceso', en: 'Take access away' },
  endAsk: {
    es: 'Sale de todas partes al momento y no puede volver a entrar.',
    en: 'They are signed out everywhere at once and cannot come in again.',
  },
  ended: { es: 'Acceso quitado', en: 'Access taken away' },
  undo: { es: 'Deshacer', en: 'Undo' },
  give: { es: 'Devolver el acceso', en: 'Give access back' },
  given: { es: 'Acceso devuelto', en: 'Access given back' },
} as const

/** How somebody comes in, and that they no longer do. */
export function StaffAccess({ person, onClose }: { person: Person; onClose: () => void }) {
  const w = useWords(WORDS)
  const [password, setPassword] = useState('')
  const staff_id = person.id
  const set = useAction('setStaffPassword', { done: w.setDone, onDone: () => setPassword('') })
  const factor = useAction('resetTotp', { done: w.factorDone })
  const give = useAction('changeStaff', { done: w.given, refreshes: ['listStaff'] })
  const end = useAction('changeStaff', {
    refreshes: ['listStaff'],
    onDone: () => {
      onClose()
      tellWithUndo(w.ended, { name: w.undo, run: () => give.mutate({ staff_id, active: true }) })
    },
  })
  return (
    <Stack gap="sm">
      <Divider label={w.access} labelPosition="left" />
      <Group align="flex-end" wrap="nowrap">
        <PasswordInput
          flex={1}
          label={w.password}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button
          variant="default"
          disabled={password.length < PASSWORD_MIN}
          loading={set.isPending}
          onClick={() => set.mutate({ staff_id, password })}
        >
          {w.set}
        </Button>
      </Group>
      <PinForm staff_id={staff_id} />
      <Group>
        <ConfirmButton question={w.factorAsk} onYes={() => factor.mutate({ staff_id })}>
          {w.factor}
        </ConfirmButton>
        {person.active ? (
          <ConfirmButton question={w.endAsk} onYes={() => end.mutate({ staff_id, active: false })}>
            {w.end}
          </ConfirmButton>
        ) : (
          <Button variant="default" onClick={() => give.mutate({ staff_id, active: true })}>
            {w.give}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

const PIN = /^\d{4,8}$/

/** What they type at a till to say who they are. */
function PinForm({ staff_id }: { staff_id: string }) {
  const w = useWords(WORDS)
  const [pin, setPin] = useState('')
  const set = useAction('setStaffPin', { done: w.pinDone, onDone: () => setPin('') })
  return (
    <Group align="flex-end" wrap="nowrap">
      <PasswordInput
        flex={1}
        label={w.pin}
        inputMode="numeric"
        autoComplete="off"
        value={pin}
        onChange={(event) => setPin(event.target.value)}
      />
      <Button
        variant="default"
        disabled={!PIN.test(pin)}
        loading={set.isPending}
        onClick={() => set.mutate({ staff_id, pin })}
      >
        {w.pinSet}
      </Button>
    </Group>
  )
}
