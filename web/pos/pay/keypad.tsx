import { IconBackspace } from '@tabler/icons-react'
import { useWords } from '#ui/face.tsx'

const WORDS = {
  keys: { es: 'Teclado', en: 'Keypad' },
  back: { es: 'Borrar la última cifra', en: 'Delete the last figure' },
} as const

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '0'] as const

/** Figures for fingers; a keyboard writes into the field itself. */
export function Keypad({
  onKey,
  onBack,
  double = true,
}: {
  onKey: (key: string) => void
  onBack: () => void
  double?: boolean
}) {
  const w = useWords(WORDS)
  return (
    <div className="keypad" role="group" aria-label={w.keys}>
      {KEYS.map((key) =>
        key === '00' && !double ? (
          <span key={key} />
        ) : (
          <button key={key} type="button" onClick={() => onKey(key)}>
            {key}
          </button>
        ),
      )}
      <button type="button" aria-label={w.back} onClick={onBack}>
        <IconBackspace stroke={1.75} />
      </button>
    </div>
  )
}
