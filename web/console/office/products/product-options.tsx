import { ActionIcon, Button, Group, Pill, PillsInput, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Section } from '../pieces/section.tsx'
import { codeOf } from './draft.ts'
import type { Draft, DraftOption } from './draft.ts'

const WORDS = {
  title: { es: 'Opciones', en: 'Options' },
  about: {
    es: 'En qué se diferencian las variantes: talla, color. Pulsa Intro después de cada valor.',
    en: 'What tells variants apart: size, colour. Press Enter after each value.',
  },
  add: { es: 'Añadir opción', en: 'Add an option' },
  none: { es: 'Sin opciones: se vende una sola variante.', en: 'No options: one variant is sold.' },
  nameEs: { es: 'Opción en español', en: 'Option in Spanish' },
  nameEn: { es: 'Opción en inglés', en: 'Option in English' },
  choices: { es: 'Valores', en: 'Values' },
  choice: { es: 'Azul / Blue', en: 'Azul / Blue' },
  choiceAbout: {
    es: 'Escribe «Azul / Blue» para dar los dos idiomas.',
    en: 'Type “Azul / Blue” to give both languages.',
  },
  remove: { es: 'Quitar opción', en: 'Remove option' },
} as const
const OPTIONS_MAX = 5

type Props = { draft: Draft; change: (part: Partial<Draft>) => void }

/** What a shopper chooses between. A choice that variants have cannot be taken away. */
export function ProductOptions({ draft, change }: Props) {
  const w = useWords(WORDS)
  const { options } = draft
  const set = (at: number, next: DraftOption): void =>
    change({ options: options.map((one, index) => (index === at ? next : one)) })
  const isUsed = (code: string, choice?: string): boolean =>
    draft.variants.some((variant) =>
      choice === undefined ? code in variant.options : variant.options[code] === choice,
    )
  return (
    <Section
      title={w.title}
      about={w.about}
      actions={
        <Button
          size="xs"
          variant="default"
          disabled={options.length >= OPTIONS_MAX}
          leftSection={<IconPlus size={14} stroke={1.75} />}
          onClick={() => change({ options: [...options, { code: '', names: {}, choices: [] }] })}
        >
          {w.add}
        </Button>
      }
    >
      {options.length === 0 && (
        <Text size="sm" c="dimmed">
          {w.none}
        </Text>
      )}
      <Stack>
        {options.map((option, at) => (
          <OptionFields
            key={at}
            option={option}
            isUsed={(choice) => isUsed(option.code, choice)}
            set={(next) => set(at, next)}
            remove={() => change({ options: options.filter((_, index) => index !== at) })}
          />
        ))}
      </Stack>
    </Section>
  )
}

type FieldsProps = {
  option: DraftOption
  isUsed: (choice?: string) => boolean
  set: (next: DraftOption) => void
  remove: () => void
}

function OptionFields({ option, isUsed, set, remove }: FieldsProps) {
  const w = useWords(WORDS)
  const rename = (locale: 'es' | 'en', text: string): void => {
    const names = { ...option.names, [locale]: text }
    // The code follows the name until a variant carries it.
    set({ ...option, names, code: isUsed() ? option.code : codeOf(names.es ?? names.en ?? '') })
  }
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          flex={1}
          size="xs"
          label={w.nameEs}
          value={option.names.es ?? ''}
          onChange={(event) => rename('es', event.target.value)}
        />
        <TextInput
          flex={1}
          size="xs"
          label={w.nameEn}
          value={option.names.en ?? ''}
          onChange={(event) => rename('en', event.target.value)}
        />
        <ActionIcon variant="subtle" color="gray" size={30} aria-label={w.remove} disabled={isUsed()} onClick={remove}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </Group>
      <Choices option={option} isUsed={isUsed} set={set} />
    </Stack>
  )
}

function Choices({ option, isUsed, set }: Omit<FieldsProps, 'remove'>) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [typed, setTyped] = useState('')
  const add = (): void => {
    const [es = '', en = ''] = typed.split('/').map((part) => part.trim())
    const code = codeOf(es || en)
    setTyped('')
    if (code === '' || option.choices.some((choice) => choice.code === code)) return
    set({ ...option, choices: [...option.choices, { code, names: { ...(es ? { es } : {}), ...(en ? { en } : {}) } }] })
  }
  return (
    <PillsInput size="xs" label={w.choices} description={w.choiceAbout}>
      <Pill.Group>
        {option.choices.map(({ code, names }) => (
          <Pill
            key={code}
            withRemoveButton={!isUsed(code)}
            onRemove={() => set({ ...option, choices: option.choices.filter((choice) => choice.code !== code) })}
          >
            {names[language] ?? names.es ?? names.en}
          </Pill>
        ))}
        <PillsInput.Field
          aria-label={w.choices}
          placeholder={option.choices.length === 0 ? w.choice : ''}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== ',') return
            event.preventDefault()
            add()
          }}
        />
      </Pill.Group>
    </PillsInput>
  )
}
