import { Text, TextInput } from '@mantine/core'

type Props = {
  label: string
  value: string | null
  onMoment: (moment: string | null) => void
  error?: string | undefined
  /** In the field instead of above it. */
  hideLabel?: boolean
}

/** A moment in the reader's own time, by the browser's own picker; null where it is empty. */
export function MomentField({ label, value, onMoment, error, hideLabel = false }: Props) {
  return (
    <TextInput
      {...(hideLabel
        ? { 'aria-label': label, leftSection: <Text size="xs">{label}</Text>, leftSectionWidth: 48 }
        : { label })}
      type="datetime-local"
      error={error}
      value={value === null ? '' : localOf(new Date(value))}
      onChange={(event) => {
        const typed = event.target.value
        onMoment(typed === '' ? null : new Date(typed).toISOString())
      }}
    />
  )
}

const two = (part: number): string => String(part).padStart(2, '0')
const localOf = (at: Date): string =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
