import { Alert, Button, CopyButton, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy, IconKey } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '#ui/face.tsx'
import classes from '../office.module.css'

const WORDS = {
  title: { es: 'Cópialo ahora: no se vuelve a enseñar', en: 'Copy it now: it is not shown again' },
  copy: { es: 'Copiar', en: 'Copy' },
  copied: { es: 'Copiado', en: 'Copied' },
  code: { es: 'Código para escanear', en: 'Code to scan' },
} as const

/** A secret that is told this once: to copy, and where a device has a camera, to scan. */
export function ToldOnce({ secret, about, asCode = false }: { secret: string; about: string; asCode?: boolean }) {
  const w = useWords(WORDS)
  return (
    <Stack gap="sm">
      <Alert color="yellow" icon={<IconKey size={18} stroke={1.75} />} title={w.title}>
        {about}
      </Alert>
      <div className={classes['secret']} data-testid="secret">
        {secret}
      </div>
      <Group>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={16} stroke={1.75} /> : <IconCopy size={16} stroke={1.75} />}
              onClick={copy}
            >
              {copied ? w.copied : w.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
      {asCode && <SquareCode text={secret} label={w.code} />}
    </Stack>
  )
}

function SquareCode({ text, label }: { text: string; label: string }) {
  const { data } = useQuery({
    queryKey: ['square code', text],
    gcTime: 0,
    queryFn: async () => {
      const { drawingSVG, qrcode } = await import('bwip-js/browser')
      return qrcode({ bcid: 'qrcode', text, padding: 2 }, drawingSVG())
    },
  })
  if (data === undefined) return null
  return (
    <Stack gap={4} align="flex-start">
      <img
        src={`data:image/svg+xml,${encodeURIComponent(data)}`}
        alt={label}
        width={200}
        height={200}
        style={{ background: '#fff', borderRadius: 8 }}
      />
      <Text size="xs" c="dimmed">
        {label}
      </Text>
    </Stack>
  )
}
