import { Select, TextInput } from '@mantine/core'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useWords } from '#ui/face.tsx'
import classes from './frame.module.css'

const WORDS = { search: { es: 'Buscar', en: 'Search' } } as const
const TYPING_MS = 200

type Props = {
  /** What was typed last; undefined where the list cannot be searched. */
  text?: string | undefined
  onText?: (text: string | null) => void
  placeholder?: string
  /** Where searching is the whole of it, its words are read to their end. */
  wide?: boolean
  children?: ReactNode
  /** At the far end: a count, an export. */
  end?: ReactNode
}

/** What narrows a list: a search field ("/" goes to it) and choices beside it. */
export function FilterBar({ text, onText, placeholder, wide, children, end }: Props) {
  return (
    <div className={classes['filters']} role="search">
      {onText && <SearchField text={text ?? ''} onText={onText} placeholder={placeholder} wide={wide ?? false} />}
      {children}
      {end && <div style={{ marginInlineStart: 'auto' }}>{end}</div>}
    </div>
  )
}

type SearchProps = Pick<Props, 'wide'> & {
  text: string
  onText: (text: string | null) => void
  placeholder?: string | undefined
}

function SearchField({ text, onText, placeholder, wide }: SearchProps) {
  const w = useWords(WORDS)
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(text)
  const tell = useDebouncedCallback((next: string) => onText(next.trim() || null), TYPING_MS)
  useHotkeys([['/', () => field.current?.focus()]])
  // Whoever goes back finds in the field what the list shows.
  useEffect(() => {
    if (document.activeElement !== field.current) setTyped(text)
  }, [text])
  return (
    <TextInput
      ref={field}
      type="search"
      w={wide ? 420 : 204}
      maw="100%"
      leftSection={<IconSearch size={16} stroke={1.75} />}
      aria-label={placeholder ?? w.search}
      placeholder={placeholder ?? w.search}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value)
        tell(event.target.value)
      }}
    />
  )
}

type Choice = { value: string; label: string }
type FilterSelectProps = {
  label: string
  value: string | undefined
  options: readonly Choice[]
  choose: (value: string | null) => void
  searchable?: boolean
  width?: number
}

/** One choice that narrows a list; empty is all of it. */
export function FilterSelect({ label, value, options, choose, searchable = false, width = 136 }: FilterSelectProps) {
  return (
    <Select
      w={width}
      aria-label={label}
      placeholder={label}
      data={[...options]}
      value={value ?? null}
      onChange={choose}
      clearable
      searchable={searchable}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      maxDropdownHeight={320}
    />
  )
}
