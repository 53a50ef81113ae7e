import { Button, Checkbox, Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Input } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import { Lacking, isWhole } from '../../frame/lacking.tsx'
import { SidePanel } from '../../frame/side-panel.tsx'
import { useAction } from '../../frame/use-action.ts'
import { ask } from '../../queries.ts'
import { useMe } from '../../session.ts'
import { ToldOnce } from '../pieces/told-once.tsx'
import { permissionGroups, usePermissionName } from './permissions.ts'

const WORDS = {
  lacksName: { es: 'un nombre', en: 'a name' },
  lacksPermission: { es: 'algún permiso', en: 'some permission' },
  lacksChannel: { es: 'el canal', en: 'the channel' },
  title: { es: 'Crear clave', en: 'Make a key' },
  name: { es: 'Nombre', en: 'Name' },
  placeholder: { es: 'Contabilidad', en: 'Accounting' },
  kind: { es: 'Tipo', en: 'Kind' },
  publishable: { es: 'Pública', en: 'Publishable' },
  publishableAbout: {
    es: 'Para páginas y aplicaciones de tienda: cualquiera puede verla. Enseña el catálogo y deja comprar.',
    en: 'For pages and apps of a shop: anybody can see it. It shows the catalogue and lets people buy.',
  },
  secret: { es: 'Secreta', en: 'Secret' },
  secretAbout: {
    es: 'Para programas tuyos. Guárdala como una contraseña.',
    en: 'For programs of yours. Keep it like a password.',
  },
  channel: { es: 'Canal', en: 'Channel' },
  may: { es: 'Qué puede hacer', en: 'What it may do' },
  make: { es: 'Crear clave', en: 'Make the key' },
  done: { es: 'Listo', en: 'Done' },
  about: {
    es: 'Pégala ahora donde se vaya a usar. Si se pierde, crea otra y termina esta.',
    en: 'Paste it now where it will be used. If it is lost, make another and end this one.',
  },
} as const

/** A key for a program; its secret is told this once. */
export function NewKeyPanel({ onClose }: { onClose: () => void }) {
  const w = useWords(WORDS)
  const [kind, setKind] = useState<'publishable' | 'secret'>('secret')
  const [name, setName] = useState('')
  const [channel, setChannel] = useState<string | null>(null)
  const [permissions, setPermissions] = useState<string[]>([])
  const channels = useQuery(ask('listChannels', {}))
  const make = useAction('addKey', { refreshes: ['listKeys'], quiet: true })
  const input: Input<'addKey'> = { kind, name: name.trim(), channel, ...(kind === 'secret' ? { permissions } : {}) }
  const lacking = [
    name.trim() === '' && w.lacksName,
    kind === 'secret' && permissions.length === 0 && w.lacksPermission,
    kind !== 'secret' && channel === null && w.lacksChannel,
  ]
  return (
    <SidePanel
      opened
      onClose={onClose}
      title={w.title}
      footer={
        make.data ? (
          <Button onClick={onClose}>{w.done}</Button>
        ) : (
          <>
            <Lacking what={lacking} />
            <Button disabled={!isWhole(lacking)} loading={make.isPending} onClick={() => make.mutate(input)}>
              {w.make}
            </Button>
          </>
        )
      }
    >
      {make.data ? (
        <ToldOnce secret={make.data.secret} about={w.about} />
      ) : (
        <Stack gap="sm">
          <TextInput
            label={w.name}
            placeholder={w.placeholder}
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Radio.Group label={w.kind} value={kind} onChange={(next) => setKind(next as 'publishable' | 'secret')}>
            <Stack gap="xs" mt={6}>
              <Radio value="secret" label={w.secret} description={w.secretAbout} />
              <Radio value="publishable" label={w.publishable} description={w.publishableAbout} />
            </Stack>
          </Radio.Group>
          <Select
            label={w.channel}
            clearable={kind === 'secret'}
            data={(channels.data?.items ?? []).map((one) => ({ value: one.code, label: one.name }))}
            value={channel}
            onChange={setChannel}
          />
          {kind === 'secret' && <Permissions chosen={permissions} choose={setPermissions} />}
          {make.error && <Trouble error={make.error} />}
        </Stack>
      )}
    </SidePanel>
  )
}

/** Nobody gives away more than they have. */
function Permissions({ chosen, choose }: { chosen: string[]; choose: (chosen: string[]) => void }) {
  const w = useWords(WORDS)
  const nameOf = usePermissionName()
  const { permissions } = useMe()
  return (
    <Checkbox.Group label={w.may} value={chosen} onChange={choose}>
      <Stack gap="xs" mt={6}>
        {permissionGroups(permissions).map(([noun, names]) => (
          <div key={noun}>
            <Text size="xs" c="dimmed" mb={4}>
              {nameOf.noun(noun)}
            </Text>
            <Stack gap={6}>
              {names.map((name) => (
                <Checkbox key={name} size="xs" value={name} label={nameOf.whole(name)} />
              ))}
            </Stack>
          </div>
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
