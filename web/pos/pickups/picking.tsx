import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core'
import { IconCamera } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { Trouble } from '#ui/states.tsx'
import type { Fulfilment } from '../contract.ts'
import { focused } from '../focus.ts'
import { Camera } from '../scan/camera.tsx'
import { api } from '../sync/link.ts'
import { refresh } from '../sync/queries.ts'
import { linesLeft } from './left.ts'
import { MissingSheet } from './missing-sheet.tsx'

const WORDS = {
  scan: { es: 'Escanea cada artículo al meterlo en la bolsa', en: 'Scan each article as it goes into the bag' },
  camera: { es: 'Escanear el artículo con la cámara', en: 'Scan the article with the camera' },
  pick: { es: 'Marcar', en: 'Tick' },
  scanned: { es: (code: string) => `Leído: «${code}»`, en: (code: string) => `Scanned: “${code}”` },
  missing: { es: 'Falta un artículo', en: 'An article is missing' },
  ready: { es: 'Lista para recoger', en: 'Ready to collect' },
  all: { es: 'Todo está en la bolsa', en: 'Everything is in the bag' },
} as const

/** Into the bag, article by article; what is not there is said. */
export function Picking({ fulfilment, onClose }: { fulfilment: Fulfilment; onClose: () => void }) {
  const w = useWords(WORDS)
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState(false)
  const [camera, setCamera] = useState(false)
  const fulfilment_id = fulfilment.id
  const whole = linesLeft(fulfilment).every(({ picked, quantity }) => picked >= quantity)
  const again = (): Promise<unknown> => refresh('listFulfilments')
  const pick = useMutation({
    mutationFn: (scanned: string) => api.pick({ fulfilment_id, code: scanned }),
    onSuccess: again,
  })
  const ready = useMutation({
    mutationFn: () => api.markReady({ fulfilment_id, ...(whole ? {} : { picked_all: true }) }),
    onSuccess: async () => {
      await again()
      onClose()
    },
  })
  const take = (scanned: string): void => {
    // Right or wrong, the next scan begins in an empty field.
    setCode('')
    if (scanned.trim() !== '') pick.mutate(scanned.trim())
  }
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          take(code)
        }}
      >
        <Group gap="xs" wrap="nowrap" align="flex-end">
          <TextInput
            flex={1}
            size="md"
            label={w.scan}
            ref={focused}
            autoComplete="off"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <ActionIcon variant="default" size={48} aria-label={w.camera} onClick={() => setCamera(true)}>
            <IconCamera stroke={1.75} />
          </ActionIcon>
          <Button type="submit" size="md" variant="default" h={48} loading={pick.isPending}>
            {w.pick}
          </Button>
        </Group>
      </form>
      {pick.error && (
        <div>
          <Text className="soft">{w.scanned(pick.variables)}</Text>
          <Trouble error={pick.error} />
        </div>
      )}
      {ready.error && <Trouble error={ready.error} />}
      <Group grow>
        <Button size="lg" px="sm" variant="default" onClick={() => setMissing(true)}>
          {w.missing}
        </Button>
        <Button
          size="lg"
          px="sm"
          variant={whole ? 'filled' : 'default'}
          loading={ready.isPending}
          onClick={() => ready.mutate()}
        >
          {whole ? w.ready : w.all}
        </Button>
      </Group>
      {missing && <MissingSheet fulfilment={fulfilment} onDone={onClose} onClose={() => setMissing(false)} />}
      {camera && <Camera onCode={take} onClose={() => setCamera(false)} />}
    </>
  )
}
