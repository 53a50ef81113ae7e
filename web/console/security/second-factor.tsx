import { Button, Code, CopyButton, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { useFieldErrors } from '../frame/field-errors.ts'
import { SidePanel } from '../frame/side-panel.tsx'
import { State } from '../frame/state.tsx'
import { useAction } from '../frame/use-action.ts'
import { ask } from '../queries.ts'
import { Box } from './box.tsx'
import classes from './security.module.css'

const WORDS = {
  title: { es: 'Verificación en dos pasos', en: 'Two-step verification' },
  text: {
    es: 'Además de la contraseña, un código que cambia cada medio minuto en tu móvil.',
    en: 'Beside the password, a code on your phone that changes every half minute.',
  },
  on: { es: 'Activada', en: 'On' },
  off: { es: 'Sin activar', en: 'Off' },
  start: { es: 'Activar', en: 'Switch on' },
  stop: { es: 'Desactivar', en: 'Switch off' },
  codes: { es: 'Códigos nuevos', en: 'New codes' },
  scan: {
    es: 'Escanea este código con tu aplicación de autenticación.',
    en: 'Scan this code with your authenticator app.',
  },
  qr: { es: 'Código QR para la aplicación de autenticación', en: 'QR code for the authenticator app' },
  byHand: { es: 'O escribe esta clave:', en: 'Or type this key:' },
  code: { es: 'Código que ves ahora', en: 'Code you see now' },
  confirm: { es: 'Confirmar', en: 'Confirm' },
  recovery: { es: 'Códigos de recuperación', en: 'Recovery codes' },
  recoveryText: {
    es: 'Guárdalos donde no esté tu móvil. Cada uno te deja entrar una vez si lo pierdes. No se vuelven a mostrar.',
    en: 'Keep them away from your phone. Each lets you in once if you lose it. They are not shown again.',
  },
  copy: { es: 'Copiar', en: 'Copy' },
  copied: { es: 'Copiados', en: 'Copied' },
  kept: { es: 'Los he guardado', en: 'I have kept them' },
} as const

type Doing = 'start' | 'stop' | 'codes' | null

export function SecondFactor() {
  const w = useWords(WORDS)
  const { data } = useQuery(ask('me', {}))
  const [doing, setDoing] = useState<Doing>(null)
  const isOn = data?.staff?.totp === true
  return (
    <Box
      title={w.title}
      text={w.text}
      action={
        <Group gap={8} flex="none">
          <State tone={isOn ? 'ok' : 'plain'}>{isOn ? w.on : w.off}</State>
          {isOn ? (
            <>
              <Button variant="default" onClick={() => setDoing('codes')}>
                {w.codes}
              </Button>
              <Button variant="default" onClick={() => setDoing('stop')}>
                {w.stop}
              </Button>
            </>
          ) : (
            <Button variant="default" onClick={() => setDoing('start')}>
              {w.start}
            </Button>
          )}
        </Group>
      }
    >
      <SidePanel opened={doing !== null} onClose={() => setDoing(null)} title={w.title} size="md">
        {doing === 'start' && <Start onDone={() => setDoing(null)} />}
        {doing === 'codes' && <Ask operation="newRecoveryCodes" onDone={() => setDoing(null)} />}
        {doing === 'stop' && <Ask operation="removeTotp" onDone={() => setDoing(null)} />}
      </SidePanel>
    </Box>
  )
}

/** The secret is asked for once, when the sheet opens, and shown as the square code apps read. */
function Start({ onDone }: { onDone: () => void }) {
  const w = useWords(WORDS)
  const { data, error } = useQuery({
    queryKey: ['totp'],
    staleTime: Infinity,
    gcTime: 0,
    queryFn: async () => {
      const [{ api }, { toSVG }] = await Promise.all([import('../queries.ts'), import('bwip-js/browser')])
      const { secret, uri } = await api.startTotp()
      return { secret, svg: toSVG({ bcid: 'qrcode', text: uri, padding: 2 }) }
    },
  })
  const [code, setCode] = useState('')
  const [codes, setCodes] = useState<string[] | null>(null)
  const confirm = useAction('confirmTotp', {
    quiet: true,
    refreshes: ['me'],
    onDone: ({ recovery_codes }) => setCodes(recovery_codes),
  })
  const errors = useFieldErrors(confirm.error, { bad_second_factor: 'code', wrong_code: 'code' })
  if (codes) return <Codes codes={codes} onDone={onDone} />
  if (error) return <Trouble error={error} />
  if (!data) return <Loading />
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        confirm.mutate({ totp_code: code.trim() })
      }}
    >
      <Stack>
        <Text size="sm">{w.scan}</Text>
        <img className={classes['qr']} alt={w.qr} src={`data:image/svg+xml;utf8,${encodeURIComponent(data.svg)}`} />
        <Text size="sm">
          {w.byHand} <Code>{data.secret}</Code>
        </Text>
        <TextInput
          label={w.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          value={code}
          error={errors.of('code')}
          onChange={(event) => setCode(event.target.value)}
        />
        {errors.rest && <Trouble error={errors.rest} />}
        <Button type="submit" loading={confirm.isPending}>
          {w.confirm}
        </Button>
      </Stack>
    </form>
  )
}

/** What weakens the account is asked with a last code of it. */
function Ask({ operation, onDone }: { operation: 'newRecoveryCodes' | 'removeTotp'; onDone: () => void }) {
  const w = useWords(WORDS)
  const [code, setCode] = useState('')
  const [codes, setCodes] = useState<string[] | null>(null)
  const send = useAction(operation, {
    quiet: true,
    refreshes: ['me'],
    onDone: (reply) => ('recovery_codes' in reply ? setCodes(reply.recovery_codes as string[]) : onDone()),
  })
  if (codes) return <Codes codes={codes} onDone={onDone} />
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate({ totp_code: code.trim() })
      }}
    >
      <Stack>
        <TextInput
          label={w.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        {send.error && <Trouble error={send.error} />}
        <Button type="submit" loading={send.isPending}>
          {operation === 'removeTotp' ? w.stop : w.codes}
        </Button>
      </Stack>
    </form>
  )
}

function Codes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const w = useWords(WORDS)
  return (
    <Stack>
      <Text fw={600}>{w.recovery}</Text>
      <Text size="sm" c="dimmed">
        {w.recoveryText}
      </Text>
      <SimpleGrid cols={2} spacing={8}>
        {codes.map((code) => (
          <Code key={code} block>
            {code}
          </Code>
        ))}
      </SimpleGrid>
      <Group>
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? w.copied : w.copy}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>{w.kept}</Button>
      </Group>
    </Stack>
  )
}
