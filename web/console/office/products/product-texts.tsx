import { Stack, Textarea, TextInput } from '@mantine/core'
import { useWords } from '#ui/face.tsx'
import classes from '../office.module.css'
import { Section } from '../pieces/section.tsx'
import type { Draft, DraftText } from './draft.ts'

const WORDS = {
  title: { es: 'Textos', en: 'Words' },
  es: { es: 'Español', en: 'Spanish' },
  en: { es: 'Inglés', en: 'English' },
  name: { es: 'Nombre', en: 'Name' },
  description: { es: 'Descripción', en: 'Description' },
  seoTitle: { es: 'Título en buscadores', en: 'Title in search engines' },
  seoText: { es: 'Texto en buscadores', en: 'Text in search engines' },
} as const

type Props = { draft: Draft; change: (part: Partial<Draft>) => void; error?: string | undefined }

/** What shoppers read, both languages side by side. */
export function ProductTexts({ draft, change, error }: Props) {
  const w = useWords(WORDS)
  return (
    <Section title={w.title}>
      <div className={classes['two']}>
        {(['es', 'en'] as const).map((locale) => {
          const text = draft.texts[locale]
          const set = (part: Partial<DraftText>): void =>
            change({ texts: { ...draft.texts, [locale]: { ...text, ...part } } })
          return (
            <Stack key={locale} gap="sm" component="fieldset" style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
              <legend className={classes['quiet']}>{w[locale]}</legend>
              <TextInput
                label={w.name}
                lang={locale}
                value={text.name}
                maxLength={300}
                error={locale === 'es' ? error : undefined}
                onChange={(event) => set({ name: event.target.value })}
              />
              <Textarea
                label={w.description}
                lang={locale}
                autosize
                minRows={4}
                maxRows={12}
                value={text.description}
                onChange={(event) => set({ description: event.target.value })}
              />
              <TextInput
                label={w.seoTitle}
                lang={locale}
                placeholder={text.name}
                value={text.seo_title}
                maxLength={300}
                onChange={(event) => set({ seo_title: event.target.value })}
              />
              <TextInput
                label={w.seoText}
                lang={locale}
                value={text.seo_text}
                maxLength={1000}
                onChange={(event) => set({ seo_text: event.target.value })}
              />
            </Stack>
          )
        })}
      </div>
    </Section>
  )
}
