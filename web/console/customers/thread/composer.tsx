import { Button, Group, SegmentedControl, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { useAction } from '../../frame/use-action.ts'
import { useMay } from '../../session.ts'
import type { Customer } from '../customer-page.tsx'
import classes from '../customers.module.css'

const WORDS = {
  note: { es: 'Escribe una nota', en: 'Write a note' },
  staff: { es: 'Para el equipo', en: 'For staff' },
  customer: { es: 'La ve el cliente', en: 'The customer sees it' },
  visible: { es: 'Quién la ve', en: 'Who sees it' },
  keep: { es: 'Guardar nota', en: 'Keep note' },
} as const

/** What one wants to remember goes into the thread, where everybody finds it. Ctrl-Enter keeps it. */
export function Composer({ customer }: { customer: Customer }) {
  const w = useWords(WORDS)
  const may = useMay()
  const [text, setText] = useState('')
  const [visible_to, setVisible] = useState<'staff' | 'customer'>('staff')
  const add = useAction('addNote', {
    refreshes: ['getCustomer', 'getTimeline'],
    onDone: () => setText(''),
  })
  if (!may('customers.edit') || customer.erased_at) return null
  const keep = (): void => {
    if (text.trim() !== '') add.mutate({ customer_id: customer.id, text: text.trim(), visible_to })
  }
  return (
    <form
      className={classes['composer']}
      onSubmit={(event) => {
        event.preventDefault()
        keep()
      }}
    >
      <Textarea
        aria-label={w.note}
        placeholder={w.note}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep()
        }}
      />
      {text !== '' && (
        <Group justify="space-between" mt={8}>
          <SegmentedControl
            size="xs"
            aria-label={w.visible}
            value={visible_to}
            onChange={(value) => setVisible(value as typeof visible_to)}
            data={[
              { value: 'staff', label: w.staff },
              { value: 'customer', label: w.customer },
            ]}
          />
          <Button type="submit" size="xs" loading={add.isPending}>
            {w.keep}
          </Button>
        </Group>
      )}
    </form>
  )
}
