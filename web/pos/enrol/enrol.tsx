import { Button, Card, Center, Progress, Select, Stack, Tabs, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Client } from '#sdk'
import { number } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { enrol } from '../opening.ts'
import { useValue } from '../store/value.ts'
import { snapshot } from '../sync/snapshot.ts'
import { SignIn } from './sign-in.tsx'

const WORDS = {
  title: { es: 'Convertir este equipo en caja', en: 'Make this device a till' },
  why: {
    es: 'Se hace una vez. Después cada persona entra con su PIN, también sin conexión.',
    en: 'Done once. Afterwards everybody comes in with their PIN, also without a connection.',
  },
  manager: { es: 'Soy responsable', en: 'I run the shop' },
  token: { es: 'Tengo una clave', en: 'I have a token' },
  register: { es: 'Puesto de caja', en: 'Register' },
  noRegisters: {
    es: 'Tus tiendas no tienen puestos de caja. Créalos en el escritorio, en Tiendas.',
    en: 'Your shops have no registers. Make them at the desk, under Shops.',
  },
  name: { es: 'Nombre de este equipo', en: 'Name of this device' },
  nameHint: { es: 'Tableta de la entrada', en: 'Tablet at the entrance' },
  make: { es: 'Dar de alta', en: 'Enrol' },
  paste: { es: 'Clave del equipo', en: 'Token of the device' },
  pasteWhy: {
    es: 'Empieza por hdt_. Se ve una sola vez, al dar de alta el equipo.',
    en: 'Begins with hdt_. It is told once, when the device is enrolled.',
  },
  loading: {
    es: (count: string) => `Cargando artículos: ${count}`,
    en: (count: string) => `Loading articles: ${count}`,
  },
} as const

/** Once in the life of a device: a manager signs in and says which register it is, or somebody pastes its token. */
export function Enrol() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [api, setApi] = useState<Client | null>(null)
  const { loading } = useValue(snapshot)
  const start = useMutation({ mutationFn: enrol })
  return (
    <Center mih="100dvh" p="md" component="main">
      <Card w={460} maw="100%" padding="lg">
        <Stack>
          <Title order={1} size="lg">
            {w.title}
          </Title>
          <Text c="dimmed">{w.why}</Text>
          {start.isPending || start.isSuccess ? (
            <>
              <Text role="status">{w.loading(number(loading ?? 0, language))}</Text>
              <Progress value={100} animated aria-label={w.loading('')} />
            </>
          ) : (
            <Tabs defaultValue="manager">
              <Tabs.List grow mb="md">
                <Tabs.Tab value="manager">{w.manager}</Tabs.Tab>
                <Tabs.Tab value="token">{w.token}</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="manager">
                {api ? <Register api={api} onToken={start.mutate} /> : <SignIn onApi={setApi} />}
              </Tabs.Panel>
              <Tabs.Panel value="token">
                <Paste onToken={start.mutate} />
              </Tabs.Panel>
            </Tabs>
          )}
          {start.error && <Trouble error={start.error} />}
        </Stack>
      </Card>
    </Center>
  )
}

function Register({ api, onToken }: { api: Client; onToken: (token: string) => void }) {
  const w = useWords(WORDS)
  const registers = useQuery({
    queryKey: ['registers'],
    queryFn: async () => Promise.all([api.listRegisters(), api.listStores()]),
  })
  const [register, setRegister] = useState<string | null>(null)
  const [name, setName] = useState('')
  const make = useMutation({
    mutationFn: async () => {
      const { token } = await api.enrolDevice({ register_id: register ?? '', name: name.trim() })
      await api.signOut()
      return token
    },
    onSuccess: onToken,
  })
  if (registers.isPending) return <Loading />
  if (registers.error) return <Trouble error={registers.error} again={() => void registers.refetch()} />
  const [mine, shops] = registers.data
  if (mine.items.length === 0) return <Text>{w.noRegisters}</Text>
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate()
      }}
    >
      <Stack>
        <Select
          label={w.register}
          size="md"
          required
          searchable
          value={register}
          onChange={setRegister}
          data={mine.items.map((one) => ({ value: one.id, label: labelOf(one, shops.items) }))}
        />
        <TextInput
          label={w.name}
          placeholder={w.nameHint}
          size="md"
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        {make.error && <Trouble error={make.error} />}
        <Button type="submit" size="md" disabled={register === null || name.trim() === ''} loading={make.isPending}>
          {w.make}
        </Button>
      </Stack>
    </form>
  )
}

function Paste({ onToken }: { onToken: (token: string) => void }) {
  const w = useWords(WORDS)
  const [token, setToken] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onToken(token.trim())
      }}
    >
      <Stack>
        <TextInput
          label={w.paste}
          description={w.pasteWhy}
          size="md"
          required
          autoComplete="off"
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
        <Button type="submit" size="md">
          {w.make}
        </Button>
      </Stack>
    </form>
  )
}

const labelOf = (
  register: { store_id: string; name: string },
  shops: readonly { id: string; name: string }[],
): string => [shops.find(({ id }) => id === register.store_id)?.name, register.name].filter(Boolean).join(' · ')
