import { Button, Checkbox, Group, NumberInput, Select, Stack, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import { FilterBar } from '../../frame/filter-bar.tsx'
import { useFilters } from '../../frame/filters.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { useAction } from '../../frame/use-action.ts'
import { ask } from '../../queries.ts'
import { useMay } from '../../session.ts'
import classes from '../office.module.css'
import { MoneyInput } from '../pieces/money-input.tsx'
import { Section } from '../pieces/section.tsx'
import { StoreSelect } from '../pieces/stores.tsx'
import { TillTabs } from './tabs.tsx'

const WORDS = {
  title: { es: 'Cajas', en: 'Tills' },
  offline: { es: 'Sin conexión', en: 'Offline' },
  max: { es: 'Venta máxima', en: 'Largest sale' },
  hours: { es: 'Horas seguidas, como mucho', en: 'Hours on end, at most' },
  tenders: { es: 'Se puede cobrar con', en: 'May be paid by' },
  cash: { es: 'Efectivo', en: 'Cash' },
  terminal: { es: 'Tarjeta en el datáfono', en: 'Card at the terminal' },
  counter: { es: 'En el mostrador', en: 'At the counter' },
  approve: { es: 'Rebaja que pide permiso, desde', en: 'Reduction that needs approval, from' },
  approveAbout: {
    es: 'Por encima, un responsable escribe su PIN.',
    en: 'Above it a manager types their PIN.',
  },
  rounding: { es: 'Redondeo del efectivo', en: 'Cash rounding' },
  none: { es: 'Sin redondeo', en: 'No rounding' },
  five: { es: 'A 5 céntimos', en: 'To 5 cents' },
  ten: { es: 'A 10 céntimos', en: 'To 10 cents' },
  fifty: { es: 'A 50 céntimos', en: 'To 50 cents' },
  whole: { es: 'A unidades enteras', en: 'To whole units' },
  proof: { es: 'Para entregar un pedido', en: 'To hand an order over' },
  code: { es: 'El código del cliente', en: 'The customer’s code' },
  signature: { es: 'Su firma', en: 'Their signature' },
  document: { es: 'Un documento de identidad', en: 'An identity document' },
  lock: { es: 'Se bloquea sin uso a los (minutos)', en: 'Locks when not used for (minutes)' },
  lockAbout: { es: 'Pide el PIN de quien sigue. 0: nunca.', en: 'Asks the PIN of whoever goes on. 0: never.' },
  receipt: { es: 'Tique', en: 'Receipt' },
  header: { es: 'Arriba', en: 'At the top' },
  footer: { es: 'Abajo', en: 'At the bottom' },
  save: { es: 'Guardar', en: 'Save' },
  saved: { es: 'Reglas guardadas', en: 'Rules saved' },
} as const

type Rules = Reply<'getTillSettings'>
const PPM = 10_000
const LOCK_MIN_MAX = 240

/** What each shop allows its tills. */
export function TillRulesPage() {
  const w = useWords(WORDS)
  const [filters, narrow] = useFilters<'store'>()
  const stores = useQuery(ask('listStores', {}))
  const store_id = filters.store ?? stores.data?.items[0]?.id ?? ''
  const rules = useQuery({ ...ask('getTillSettings', { store_id }), enabled: store_id !== '' })
  return (
    <>
      <PageHeader title={w.title} />
      <TillTabs />
      <FilterBar>
        <StoreSelect value={store_id} onPick={(store) => narrow({ store })} />
      </FilterBar>
      {rules.error && <Trouble error={rules.error} again={() => void rules.refetch()} />}
      {!rules.data && !rules.error && <Loading />}
      {rules.data && (
        <RulesForm key={`${store_id} ${JSON.stringify(rules.data)}`} store_id={store_id} rules={rules.data} />
      )}
    </>
  )
}

function RulesForm({ store_id, rules }: { store_id: string; rules: Rules }) {
  const w = useWords(WORDS)
  const mayEdit = useMay()('organisation.edit')
  const retailer = useQuery(ask('getRetailer', {}))
  const [draft, setDraft] = useState(rules)
  const set = (part: Partial<Rules>): void => setDraft({ ...draft, ...part })
  const save = useAction('setTillSettings', { done: w.saved, refreshes: ['getTillSettings'] })
  const isChanged = JSON.stringify(draft) !== JSON.stringify(rules)
  return (
    <div className={classes['column']} style={{ maxWidth: 820 }}>
      <Section title={w.offline}>
        <div className={classes['two']}>
          <MoneyInput
            label={w.max}
            minor={draft.offline_sale_max}
            currency={retailer.data?.default_currency ?? 'EUR'}
            onMinor={(offline_sale_max) => offline_sale_max !== null && set({ offline_sale_max })}
          />
          <NumberInput
            label={w.hours}
            min={0}
            value={draft.offline_hours_max}
            onChange={(value) => set({ offline_hours_max: Number(value) || 0 })}
          />
          <Checkbox.Group
            label={w.tenders}
            value={draft.offline_tenders}
            onChange={(offline_tenders) => set({ offline_tenders: offline_tenders as Rules['offline_tenders'] })}
          >
            <Group mt={6}>
              <Checkbox value="cash" label={w.cash} />
              <Checkbox value="terminal" label={w.terminal} />
            </Group>
          </Checkbox.Group>
        </div>
      </Section>
      <CounterRules draft={draft} set={set} />
      <Group justify="flex-end">
        <Button
          disabled={!mayEdit || !isChanged}
          loading={save.isPending}
          onClick={() => save.mutate({ store_id, ...draft })}
        >
          {w.save}
        </Button>
      </Group>
    </div>
  )
}

function CounterRules({ draft, set }: { draft: Rules; set: (part: Partial<Rules>) => void }) {
  const w = useWords(WORDS)
  return (
    <>
      <Section title={w.counter}>
        <div className={classes['two']}>
          <NumberInput
            label={w.approve}
            description={w.approveAbout}
            min={0}
            max={100}
            decimalScale={1}
            suffix=" %"
            value={draft.approve_discount_over_ppm / PPM}
            onChange={(value) => set({ approve_discount_over_ppm: Math.round(Number(value) * PPM) })}
          />
          <Select
            label={w.rounding}
            allowDeselect={false}
            data={[
              { value: '1', label: w.none },
              { value: '5', label: w.five },
              { value: '10', label: w.ten },
              { value: '50', label: w.fifty },
              { value: '100', label: w.whole },
            ]}
            value={String(draft.cash_rounding)}
            onChange={(next) => set({ cash_rounding: Number(next) })}
          />
          <Select
            label={w.proof}
            allowDeselect={false}
            data={(['code', 'signature', 'document'] as const).map((value) => ({ value, label: w[value] }))}
            value={draft.handover_proof}
            onChange={(next) => set({ handover_proof: next as Rules['handover_proof'] })}
          />
          <NumberInput
            label={w.lock}
            description={w.lockAbout}
            min={0}
            max={LOCK_MIN_MAX}
            allowDecimal={false}
            value={draft.lock_after_min}
            onChange={(value) => set({ lock_after_min: Number(value) || 0 })}
          />
        </div>
      </Section>
      <Section title={w.receipt}>
        <Stack gap="sm">
          <Textarea
            label={w.header}
            autosize
            minRows={2}
            value={draft.receipt_header}
            onChange={(event) => set({ receipt_header: event.target.value })}
          />
          <Textarea
            label={w.footer}
            autosize
            minRows={2}
            value={draft.receipt_footer}
            onChange={(event) => set({ receipt_footer: event.target.value })}
          />
        </Stack>
      </Section>
    </>
  )
}
