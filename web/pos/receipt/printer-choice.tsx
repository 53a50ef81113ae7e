import { Button, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { number } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { useValue } from '../store/value.ts'
import { NotPrintedNote } from './not-printed.tsx'
import { WIDTHS } from './paper.ts'
import { BAUDS, canPrint, choose, printTrial, printing, setPrinting } from './printer.ts'
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
  refused: {
    es: 'El navegador no permite usar impresoras en este sitio. Permítelo en los ajustes del sitio. Se sigue con la de antes.',
    en: 'The browser lets this site use no printers. Allow it in the site settings. The one before stays.',
  },
  only: {
    es: 'Este navegador no habla directamente con impresoras; imprime con la del equipo.',
    en: 'This browser does not speak to printers itself; it prints with the device’s own.',
  },
  width: { es: 'Letras por línea', en: 'Characters a line' },
  baud: { es: 'Velocidad (baudios)', en: 'Speed (baud)' },
  trial: { es: 'Imprimir prueba y abrir cajón', en: 'Print a trial and open the drawer' },
} as const

const WAYS: readonly Way[] = ['browser', 'usb', 'serial']

/** Which printer stands beside this device, and a slip to see that it is understood. */
export function PrinterChoice() {
  const w = useWords(WORDS)
  const { way } = useValue(printing)
  const pick = useMutation({ mutationFn: choose })
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {w.title}
      </Text>
      <SegmentedControl
        fullWidth
        aria-label={w.title}
        value={way}
        onChange={(next) => pick.mutate(next as Way)}
        data={WAYS.map((value) => ({ value, label: w[value], disabled: !canPrint(value) }))}
      />
      {pick.error && (
        <Text className="soft" role="alert">
          {pick.error.name === 'SecurityError' ? w.refused : w.none}
        </Text>
      )}
      {!canPrint('usb') && !canPrint('serial') && <Text className="soft">{w.only}</Text>}
      {way !== 'browser' && <Fine />}
    </Stack>
  )
}

/** What differs from printer to printer. */
function Fine() {
  const w = useWords(WORDS)
  const language = useLanguage()
  const { way, columns, baud } = useValue(printing)
  const trial = useMutation({ mutationFn: printTrial })
  return (
    <>
      <Text size="sm" fw={500}>
        {w.width}
      </Text>
      <SegmentedControl
        fullWidth
        aria-label={w.width}
        value={String(columns)}
        onChange={(next) => setPrinting({ columns: WIDTHS.find((width) => String(width) === next) ?? columns })}
        data={WIDTHS.map(String)}
      />
      {way === 'serial' && (
        <Select
          label={w.baud}
          allowDeselect={false}
          value={String(baud)}
          data={BAUDS.map((speed) => ({ value: String(speed), label: number(speed, language) }))}
          onChange={(next) => setPrinting({ baud: Number(next) })}
        />
      )}
      <Button variant="default" loading={trial.isPending} onClick={() => trial.mutate()}>
        {w.trial}
      </Button>
      {trial.error && <NotPrintedNote error={trial.error} />}
    </>
  )
}
