import { Button, Group, List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Reply } from '#sdk'
import { useLanguage, useWords } from '#ui/face.tsx'
import { When } from '#ui/show.tsx'
import { SidePanel } from '../../frame/side-panel.tsx'
import { useAction } from '../../frame/use-action.ts'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import type { Customer } from '../customer-page.tsx'
import classes from '../customers.module.css'
import { wordFor } from '../thread/tell.ts'
import { Part } from './part.tsx'

const WORDS = {
  ask: { es: '¿Es la misma persona?', en: 'The same person?' },
  look: { es: 'Comparar', en: 'Compare' },
  unnamed: { es: 'Visitante sin nombre', en: 'Visitor without a name' },
  for: { es: 'A favor', en: 'What speaks for it' },
  against: { es: 'En contra', en: 'What speaks against it' },
  nothingAgainst: { es: 'Nada en contra.', en: 'Nothing against it.' },
  same_identity: { es: (what: string) => `Comparten ${what}`, en: (what: string) => `They share ${what}` },
  same_name_and_birthday: { es: 'Mismo nombre y cumpleaños', en: 'Same name and birthday' },
  same_name_and_address: { es: 'Mismo nombre y dirección', en: 'Same name and address' },
  same_device: { es: 'Usan el mismo dispositivo', en: 'They use the same device' },
  both_proved: { es: 'Los dos han demostrado quiénes son', en: 'Both have proved who they are' },
  other_birthday: { es: 'Cumpleaños distinto', en: 'Another birthday' },
  other_name: { es: 'Nombre distinto', en: 'Another name' },
  see: { es: 'Ver la otra ficha', en: 'See the other profile' },
  merge: { es: 'Unir fichas', en: 'Join the profiles' },
  text: {
    es: 'Se verán como una sola persona, con un solo hilo. No se reescribe nada: se puede deshacer y cada ficha vuelve a ser la que era. Los consentimientos no se amplían.',
    en: 'They are seen as one person, with one thread. Nothing is rewritten: it can be undone, and each profile is what it was. Consents are not widened.',
  },
  merged: { es: 'Fichas unidas.', en: 'Profiles joined.' },
  joined: { es: 'Fichas unidas', en: 'Joined profiles' },
  undo: { es: 'Deshacer', en: 'Undo' },
  undone: { es: 'Unión deshecha: vuelven a ser dos fichas.', en: 'Undone: they are two profiles again.' },
} as const

type Other = Reply<'samePerson'>['items'][number]

/** Somebody who may be the same person: said quietly, decided with what speaks for and against. */
export function SamePerson({ customer }: { customer: Customer }) {
  const w = useWords(WORDS)
  const [other, setOther] = useState<Other | null>(null)
  const { data } = useQuery({
    ...ask('samePerson', { customer_id: customer.id }),
    enabled: customer.erased_at === null,
  })
  if (!data || data.items.length === 0) return null
  return (
    <div className={classes['hint']}>
      <Text size="sm" fw={600}>
        {w.ask}
      </Text>
      {data.items.slice(0, 3).map((one) => (
        <Group key={one.customer_id} justify="space-between" wrap="nowrap" mt={6}>
          <div style={{ minWidth: 0 }}>
            <Text size="sm" truncate>
              {one.name ?? w.unnamed}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              <Why reason={one.reasons[0]} />
            </Text>
          </div>
          <Button size="compact-xs" variant="default" onClick={() => setOther(one)}>
            {w.look}
          </Button>
        </Group>
      ))}
      <SidePanel opened={other !== null} onClose={() => setOther(null)} title={w.ask} size="md">
        {other && <Compare customer={customer} other={other} onDone={() => setOther(null)} />}
      </SidePanel>
    </div>
  )
}

function Why({ reason }: { reason: Other['reasons'][number] | undefined }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  if (!reason) return null
  if (reason.kind !== 'same_identity') return w[reason.kind]
  return w.same_identity(`${wordFor(reason.identity_kind, language)} ${reason.shown ?? ''}`.trim())
}

type CompareProps = { customer: Customer; other: Other; onDone: () => void }

function Compare({ customer, other, onDone }: CompareProps) {
  const w = useWords(WORDS)
  const may = useMay()
  const merge = useAction('mergeCustomers', {
    done: w.merged,
    refreshes: ['getCustomer', 'samePerson', 'getTimeline', 'listCarts', 'listOrders'],
    onDone,
  })
  return (
    <Stack>
      <Text fw={600}>{other.name ?? w.unnamed}</Text>
      <div>
        <Text size="sm" fw={500}>
          {w.for}
        </Text>
        <List size="sm">
          {other.reasons.map((reason) => (
            <List.Item key={`${reason.kind} ${reason.shown ?? ''}`}>
              <Why reason={reason} />
            </List.Item>
          ))}
        </List>
      </div>
      <div>
        <Text size="sm" fw={500}>
          {w.against}
        </Text>
        {other.doubts.length === 0 ? (
          <Text size="sm" c="dimmed">
            {w.nothingAgainst}
          </Text>
        ) : (
          <List size="sm">
            {other.doubts.map((doubt) => (
              <List.Item key={doubt}>{w[doubt]}</List.Item>
            ))}
          </List>
        )}
      </div>
      <Text size="sm" c="dimmed">
        {w.text}
      </Text>
      <Group>
        <Button
          loading={merge.isPending}
          disabled={!may('customers.edit') && !may('customers.merge')}
          onClick={() =>
            merge.mutate({
              customer_id: customer.id,
              joined_id: other.customer_id,
              evidence: { rule: other.reasons[0]?.kind ?? 'staff' },
            })
          }
        >
          {w.merge}
        </Button>
        <Button component={Link} to={`/customers/${other.customer_id}`} variant="default" onClick={onDone}>
          {w.see}
        </Button>
      </Group>
    </Stack>
  )
}

/** What was joined, each with its way back. */
export function Merges({ customer }: { customer: Customer }) {
  const w = useWords(WORDS)
  const may = useMay()
  const undo = useAction('undoMerge', {
    done: w.undone,
    refreshes: ['getCustomer', 'samePerson', 'getTimeline', 'listCarts', 'listOrders'],
  })
  if (customer.merges.length === 0) return null
  return (
    <Part title={w.joined}>
      <ul className={classes['plain']}>
        {customer.merges.map(({ id, merged_at, evidence }) => (
          <li key={id} className={classes['row']}>
            <div>
              <Text size="sm">
                <When when={merged_at} />
              </Text>
              <Text size="xs" c="dimmed">
                <Evidence evidence={evidence} />
              </Text>
            </div>
            {(may('customers.merge') || may('customers.edit')) && (
              <Button
                size="compact-xs"
                variant="default"
                loading={undo.isPending}
                onClick={() => undo.mutate({ merge_id: id })}
              >
                {w.undo}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Evidence({ evidence }: { evidence: unknown }) {
  const w = useWords(WORDS)
  const rule = (evidence as { rule?: string } | null)?.rule ?? ''
  return rule in w && rule !== 'same_identity' ? String(w[rule as 'same_device']) : rule.replaceAll('_', ' ')
}
