import { ActionIcon, Button, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useWords } from '#ui/face.tsx'
import classes from '../office.module.css'
import { Section } from '../pieces/section.tsx'
import type { Draft, DraftAttribute } from './draft.ts'

const WORDS = {
  title: { es: 'Características', en: 'Attributes' },
  about: {
    es: 'Lo que se puede comparar y filtrar: material, ajuste, cuidados.',
    en: 'What can be compared and filtered: material, fit, care.',
  },
  add: { es: 'Añadir característica', en: 'Add an attribute' },
  none: { es: 'Todavía ninguna.', en: 'None yet.' },
  name: { es: 'Característica', en: 'Attribute' },
  value: { es: 'Valor', en: 'Value' },
  spanish: { es: 'en español', en: 'in Spanish' },
  english: { es: 'en inglés', en: 'in English' },
  remove: { es: 'Quitar característica', en: 'Remove attribute' },
} as const

type Props = { draft: Draft; change: (part: Partial<Draft>) => void }

export function ProductAttributes({ draft, change }: Props) {
  const w = useWords(WORDS)
  const { attributes } = draft
  const set = (at: number, part: Partial<DraftAttribute>): void =>
    change({ attributes: attributes.map((one, index) => (index === at ? { ...one, ...part } : one)) })
  const fields = [
    ['names', 'es', `${w.name} ${w.spanish}`],
    ['value', 'es', `${w.value} ${w.spanish}`],
    ['names', 'en', `${w.name} ${w.english}`],
    ['value', 'en', `${w.value} ${w.english}`],
  ] as const
  const add = (): void => change({ attributes: [...attributes, { code: '', names: {}, value: {} }] })
  const drop = (at: number): void => change({ attributes: attributes.filter((_, index) => index !== at) })
  return (
    <Section
      title={w.title}
      about={w.about}
      actions={
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} stroke={1.75} />} onClick={add}>
          {w.add}
        </Button>
      }
    >
      {attributes.length === 0 ? (
        <Text size="sm" c="dimmed">
          {w.none}
        </Text>
      ) : (
        <div className={classes['scroll']}>
          <table className={classes['plainTable']} aria-label={w.title}>
            <thead>
              <tr>
                {fields.map(([, , name]) => (
                  <th key={name}>{name}</th>
                ))}
                <th aria-label={w.remove} />
              </tr>
            </thead>
            <tbody>
              {attributes.map((one, at) => (
                <tr key={one.code || `new ${at}`}>
                  {fields.map(([part, locale, name]) => (
                    <td key={name}>
                      <TextInput
                        size="xs"
                        miw={110}
                        aria-label={name}
                        value={one[part][locale] ?? ''}
                        onChange={(event) => set(at, { [part]: { ...one[part], [locale]: event.target.value } })}
                      />
                    </td>
                  ))}
                  <td>
                    <ActionIcon variant="subtle" color="gray" aria-label={w.remove} onClick={() => drop(at)}>
                      <IconX size={16} stroke={1.75} />
                    </ActionIcon>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}
