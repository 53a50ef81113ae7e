import { Button, Group, Text, TextInput } from '@mantine/core'
import { IconEraser } from '@tabler/icons-react'
import { useRef } from 'react'
import type { PointerEvent } from 'react'
import { useWords } from '#ui/face.tsx'
import { SHEET, drawn } from './strokes.ts'

const WORDS = {
  by: { es: 'Nombre de quien firma', en: 'Name of who signs' },
  sign: { es: 'Firma aquí', en: 'Sign here' },
  or: { es: 'Sin lápiz ni dedo, basta el nombre.', en: 'Without a pen or a finger, the name is enough.' },
  again: { es: 'Borrar la firma', en: 'Wipe the signature' },
} as const

export type Signed = { by: string; path: string }

/** A sheet for a finger or a pen; by keyboard, the name stands for it. */
export function Signature({ signed, onSigned }: { signed: Signed; onSigned: (signed: Signed) => void }) {
  const w = useWords(WORDS)
  const sheet = useRef<SVGSVGElement>(null)
  // Of a fast pen several points come before the screen is drawn anew.
  const path = useRef(signed.path)
  const draw = (kind: 'M' | 'L', { clientX, clientY }: { clientX: number; clientY: number }): void => {
    const box = sheet.current?.getBoundingClientRect()
    if (!box) return
    const point = {
      x: ((clientX - box.left) / box.width) * SHEET.width,
      y: ((clientY - box.top) / box.height) * SHEET.height,
    }
    path.current = drawn(path.current, kind, point)
    onSigned({ ...signed, path: path.current })
  }
  const move = (event: PointerEvent): void => {
    if (!sheet.current?.hasPointerCapture(event.pointerId)) return
    draw('L', event)
  }
  return (
    <div>
      <TextInput
        label={w.by}
        description={w.or}
        size="md"
        required
        maxLength={120}
        autoComplete="off"
        value={signed.by}
        onChange={(event) => onSigned({ ...signed, by: event.target.value })}
      />
      <div className="signature">
        {signed.path === '' && (
          <Text className="soft" aria-hidden="true">
            {w.sign}
          </Text>
        )}
        <svg
          ref={sheet}
          role="img"
          aria-label={w.sign}
          viewBox={`0 0 ${SHEET.width} ${SHEET.height}`}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            draw('M', event)
          }}
          onPointerMove={move}
        >
          <path d={signed.path} />
        </svg>
      </div>
      <Group justify="flex-end">
        <Button
          variant="subtle"
          color="gray"
          h={44}
          leftSection={<IconEraser size={18} stroke={1.75} />}
          disabled={signed.path === ''}
          onClick={() => {
            path.current = ''
            onSigned({ ...signed, path: '' })
          }}
        >
          {w.again}
        </Button>
      </Group>
    </div>
  )
}
