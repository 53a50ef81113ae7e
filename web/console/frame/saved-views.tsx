import { ActionIcon, Button, Popover, TextInput, Tooltip } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconBookmarkPlus, IconPencil, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useWords } from '#ui/face.tsx'
import type { Filters, Narrow } from './filters.ts'
import classes from './frame.module.css'

const WORDS = {
  all: { es: 'Todo', en: 'All' },
  save: { es: 'Guardar esta vista', en: 'Keep this view' },
  name: { es: 'Nombre de la vista', en: 'Name of the view' },
  keep: { es: 'Guardar', en: 'Keep' },
  rename: { es: (name: string) => `Cambiar el nombre de ${name}`, en: (name: string) => `Rename ${name}` },
  forget: { es: (name: string) => `Olvidar ${name}`, en: (name: string) => `Forget ${name}` },
} as const
const VIEWS_MAX = 12

type View<Key extends string> = { name: string; filters: Filters<Key> }
type Props<Key extends string> = {
  /** Which list they are of; they are kept in this browser. */
  list: string
  /** Those everybody has. */
  presets: readonly View<Key>[]
  keys: readonly Key[]
  filters: Filters<Key>
  narrow: Narrow<Key>
}

/** Filters with a name: one click shows what one looks at every day. */
export function SavedViews<Key extends string>({ list, presets, keys, filters, narrow }: Props<Key>) {
  const w = useWords(WORDS)
  const [own, setOwn] = useLocalStorage<View<Key>[]>({ key: `hilo-views-${list}`, defaultValue: [] })
  const isShown = (view: View<Key>): boolean => keys.every((key) => (view.filters[key] ?? '') === (filters[key] ?? ''))
  const show = (view: View<Key>): void =>
    narrow(Object.fromEntries(keys.map((key) => [key, view.filters[key] ?? null])) as Parameters<Narrow<Key>>[0])
  const all = [{ name: w.all, filters: {} }, ...presets, ...own]
  return (
    <div className={classes['views']} role="group">
      {all.map((view, index) => (
        <span key={`${index} ${view.name}`}>
          <button type="button" className={classes['view']} aria-pressed={isShown(view)} onClick={() => show(view)}>
            {view.name}
          </button>
          {index > presets.length && isShown(view) && (
            <>
              <NameView
                label={w.rename(view.name)}
                icon={<IconPencil size={12} stroke={1.75} />}
                size="xs"
                given={view.name}
                keep={(name) => setOwn(own.map((one) => (one === view ? { ...one, name } : one)))}
              />
              <ActionIcon
                size="xs"
                variant="subtle"
                color="gray"
                aria-label={w.forget(view.name)}
                onClick={() => setOwn(own.filter((one) => one !== view))}
              >
                <IconX size={12} stroke={1.75} />
              </ActionIcon>
            </>
          )}
        </span>
      ))}
      {!all.some(isShown) && own.length < VIEWS_MAX && (
        <NameView
          label={w.save}
          icon={<IconBookmarkPlus size={16} stroke={1.75} />}
          keep={(name) => setOwn([...own, { name, filters: pickKeys(filters, keys) }])}
        />
      )}
    </div>
  )
}

const pickKeys = <Key extends string>(filters: Filters<Key>, keys: readonly Key[]): Filters<Key> =>
  Object.fromEntries(keys.flatMap((key) => (filters[key] === undefined ? [] : [[key, filters[key]]]))) as Filters<Key>

type NameProps = { label: string; icon: ReactNode; size?: 'xs' | 'md'; given?: string; keep: (name: string) => void }

/** Asks for a name, of a new view or of one that is there. */
function NameView({ label, icon, size = 'md', given = '', keep }: NameProps) {
  const w = useWords(WORDS)
  const [opened, setOpened] = useState(false)
  const [name, setName] = useState(given)
  const open = (): void => {
    setName(given)
    setOpened(true)
  }
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus position="bottom-start">
      <Popover.Target>
        <Tooltip label={label}>
          <ActionIcon size={size} variant="subtle" color="gray" aria-label={label} onClick={open}>
            {icon}
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() !== '') keep(name.trim())
            setOpened(false)
          }}
        >
          <TextInput label={w.name} value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
          <Button type="submit" size="xs" mt="xs" fullWidth>
            {w.keep}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
