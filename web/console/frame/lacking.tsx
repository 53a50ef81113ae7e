import { Text } from '@mantine/core'
import { useWords } from '#ui/face.tsx'

const WORDS = {
  lacks: { es: (what: string) => `Falta: ${what}.`, en: (what: string) => `Still needed: ${what}.` },
} as const

/** Beside a button that cannot be pressed yet: what it waits for. `what`: false where it is there. */
export function Lacking({ what }: { what: readonly (string | false)[] }) {
  const w = useWords(WORDS)
  const lacking = what.filter((one) => one !== false)
  if (lacking.length === 0) return null
  return (
    <Text size="xs" c="dimmed" role="status" mr="auto" style={{ alignSelf: 'center' }}>
      {w.lacks(lacking.join(', '))}
    </Text>
  )
}

/** Nothing is lacking. */
export const isWhole = (what: readonly (string | false)[]): boolean => what.every((one) => one === false)
