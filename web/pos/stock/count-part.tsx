import { ActionIcon, Button, Stack, Text, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Empty, Trouble } from '#ui/states.tsx'
import type { Article } from '../contract.ts'
import { mustTill } from '../session.ts'
import { Picture, optionsOf } from '../show.tsx'
import { Stepper } from '../stepper.tsx'
import { api } from '../sync/link.ts'
import { refresh } from '../sync/queries.ts'
import { FindArticle } from './find-article.tsx'

const WORDS = {
  start: { es: 'Cuenta a ciegas', en: 'Count blind' },
  startWhy: {
    es: 'Escanea cada unidad de la balda. Lo que dice el sistema se ve al guardar.',
    en: 'Scan every unit on the shelf. What the system says is shown when you save.',
  },
  reason: { es: 'Qué se cuenta', en: 'What is counted' },
  reasonHint: { es: 'Pared de zapatillas', en: 'Shoe wall' },
  counted: { es: (name: string) => `${name}: contados`, en: (name: string) => `${name}: counted` },
  out: { es: (name: string) => `${name}: quitar de la lista`, en: (name: string) => `${name}: take off the list` },
  save: { es: 'Guardar recuento', en: 'Save the count' },
  result: { es: 'Recuento guardado', en: 'Count saved' },
  exact: { es: 'Cuadra', en: 'Agrees' },
  off: {
    es: (expected: number, counted: number) => `el sistema decía ${expected}, hay ${counted}`,
    en: (expected: number, counted: number) => `the system said ${expected}, there are ${counted}`,
  },
  again: { es: 'Nuevo recuento', en: 'New count' },
} as const

type Counted = { id: string; article: Article; counted: number }
const COUNT_MAX = 9_999

/** Scan what lies there; the variance is told afterwards, so that nobody counts what they expect. */
export function CountPart() {
  const w = useWords(WORDS)
  const [lines, setLines] = useState<Counted[]>([])
  const [reason, setReason] = useState('')
  const save = useMutation({
    mutationFn: () =>
      api.countStock({
        location_id: mustTill().store.location_id,
        reason: reason.trim(),
        lines: lines.map(({ id, article, counted }) => ({ id, variant_id: article.variant_id, counted })),
      }),
    onSuccess: () => refresh('listLevels', 'getAvailability'),
  })
  const take = (article: Article): void =>
    setLines((now) =>
      now.some((line) => line.article.variant_id === article.variant_id)
        ? now.map((line) =>
            line.article.variant_id === article.variant_id ? { ...line, counted: line.counted + 1 } : line,
          )
        : [{ id: crypto.randomUUID(), article, counted: 1 }, ...now],
    )
  if (save.data)
    return (
      <Result
        lines={lines}
        counts={save.data.counts}
        onAgain={() => {
          setLines([])
          save.reset()
        }}
      />
    )
  return (
    <Stack>
      <FindArticle blind onTake={take} />
      {lines.length === 0 ? <Empty title={w.start}>{w.startWhy}</Empty> : <Lines lines={lines} onLines={setLines} />}
      {lines.length > 0 && (
        <>
          <TextInput
            label={w.reason}
            placeholder={w.reasonHint}
            size="md"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {save.error && <Trouble error={save.error} />}
          <Button size="md" disabled={reason.trim() === ''} loading={save.isPending} onClick={() => save.mutate()}>
            {w.save}
          </Button>
        </>
      )}
    </Stack>
  )
}

function Lines({ lines, onLines }: { lines: readonly Counted[]; onLines: (lines: Counted[]) => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  return (
    <ul className="rows">
      {lines.map(({ id, article, counted }) => {
        const name = `${article.name[language]} ${optionsOf(article.options[language])}`
        return (
          <li key={id} className="row row-steps">
            <Picture src={article.picture} small={52} />
            <span className="row-words">
              <span className="strong">{name}</span>
              <br />
              <span className="soft">{article.sku}</span>
            </span>
            <Stepper
              label={w.counted(name)}
              min={0}
              max={COUNT_MAX}
              value={counted}
              onValue={(next) => onLines(lines.map((line) => (line.id === id ? { ...line, counted: next } : line)))}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={w.out(name)}
              onClick={() => onLines(lines.filter((line) => line.id !== id))}
            >
              <IconX size={20} stroke={1.75} />
            </ActionIcon>
          </li>
        )
      })}
    </ul>
  )
}

type Counts = { id: string; expected: number; counted: number; variance: number }[]

function Result({ lines, counts, onAgain }: { lines: readonly Counted[]; counts: Counts; onAgain: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  return (
    <Stack>
      <Text fw={600} role="status">
        {w.result}
      </Text>
      <ul className="rows">
        {counts.map(({ id, expected, counted, variance }) => {
          const article = lines.find((line) => line.id === id)?.article
          return (
            <li key={id} className="row">
              <span className="row-words">
                <span className="strong">
                  {article && `${article.name[language]} ${optionsOf(article.options[language])}`}
                </span>
                <br />
                <span className={variance === 0 ? 'green' : 'soft'}>
                  {variance === 0 ? w.exact : w.off(expected, counted)}
                </span>
              </span>
              <span className="num strong">{variance > 0 ? `+${variance}` : String(variance).replace('-', '−')}</span>
            </li>
          )
        })}
      </ul>
      <Button size="md" variant="default" onClick={onAgain}>
        {w.again}
      </Button>
    </Stack>
  )
}
