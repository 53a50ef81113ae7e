import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useLanguage, useWords } from '#ui/face.tsx'
import { Ago } from '#ui/show.tsx'
import { Empty } from '#ui/states.tsx'
import { Price } from '../show.tsx'
import { nameOf } from '../store/customers.ts'
import { useValue } from '../store/value.ts'
import { terms } from './complete.ts'
import { ticket } from './current.ts'
import { park, parked, recall } from './parked.ts'
import { sumsOf } from './sums.ts'

const WORDS = {
  park: { es: 'Aparcar ticket', en: 'Park the ticket' },
  label: { es: 'Cómo reconocerlo', en: 'How to recognise it' },
  hint: { es: 'Señora del abrigo azul', en: 'Lady in the blue coat' },
  do: { es: 'Aparcar', en: 'Park' },
  recall: { es: 'Tickets aparcados', en: 'Parked tickets' },
  none: { es: 'Nada aparcado', en: 'Nothing parked' },
  why: {
    es: 'Aparca un ticket para atender a otra persona; aquí lo recuperas.',
    en: 'Park a ticket to serve somebody else; take it up again here.',
  },
} as const

export function ParkSheet({ onClose }: { onClose: () => void }) {
  const w = useWords(WORDS)
  const { customer } = useValue(ticket)
  const [label, setLabel] = useState(customer ? nameOf(customer) : '')
  return (
    <Modal opened onClose={onClose} title={w.park}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void park(label.trim()).then(onClose)
        }}
      >
        <Stack>
          <TextInput
            label={w.label}
            placeholder={w.hint}
            data-autofocus
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          />
          <Button type="submit" size="md">
            {w.do}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

export function RecallSheet({ onClose }: { onClose: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const list = useValue(parked)
  return (
    <Modal opened onClose={onClose} title={w.recall}>
      {list.length === 0 && <Empty title={w.none}>{w.why}</Empty>}
      <ul className="rows">
        {list.map(({ id, label, ticket: kept, parked_at, by }) => (
          <li key={id}>
            <button
              type="button"
              className="row"
              onClick={() => {
                void recall(id)
                onClose()
              }}
            >
              <span className="row-words">
                <span className="strong">{label || kept.lines.map(({ name }) => name[language]).join(', ')}</span>
                <br />
                <span className="soft">
                  {by} · <Ago when={new Date(parked_at)} />
                </span>
              </span>
              <span className="num strong">
                <Price minor={sumsOf(kept, terms()).total} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
