import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useWords } from '#ui/face.tsx'
import { useValue } from '../store/value.ts'
import { canPrint, choose, way } from './printer.ts'
import type { Way } from './printer.ts'

const WORDS = {
  title: { es: 'Impresora de recibos', en: 'Receipt printer' },
  browser: { es: 'La del equipo', en: 'The device’s own' },
  usb: { es: 'USB', en: 'USB' },
  serial: { es: 'Serie', en: 'Serial' },
  none: {
    es: 'No se eligió ninguna impresora. Se sigue con la de antes.',
    en: 'No printer was chosen. The one before stays.',
  },
  only: {
    es: 'Este navegador no habla directamente con impresoras; imprime con la del equipo.',
    en: 'This browser does not speak to printers itself; it prints with the device’s own.',
  },
} as const

const WAYS: readonly Way[] = ['browser', 'usb', 'serial']

export function PrinterChoice() {
  const w = useWords(WORDS)
  const now = useValue(way)
  const pick = useMutation({ mutationFn: choose })
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {w.title}
      </Text>
      <SegmentedControl
        fullWidth
        aria-label={w.title}
        value={now}
        onChange={(next) => pick.mutate(next as Way)}
        data={WAYS.map((value) => ({ value, label: w[value], disabled: !canPrint(value) }))}
      />
      {pick.error && <Text className="soft">{w.none}</Text>}
      {!canPrint('usb') && !canPrint('serial') && <Text className="soft">{w.only}</Text>}
    </Stack>
  )
}
