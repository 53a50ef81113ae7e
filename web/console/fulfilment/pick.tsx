import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconBarcode, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '#ui/face.tsx'
import { useFieldErrors } from '../frame/field-errors.ts'
import { useAction } from '../frame/use-action.ts'
import { Thumb, useVariants } from '../frame/articles.tsx'
import classes from './fulfilment.module.css'
import { TOUCHED, articlesOf, leftToPick } from './words.ts'
import type { Task } from './words.ts'

const WORDS = {
  start: { es: 'Empezar a preparar', en: 'Begin picking' },
  scan: { es: 'Escanea o escribe el código', en: 'Scan or type the code' },
  ready: { es: 'Está listo', en: 'It is ready' },
  all: { es: 'Lo tengo todo, está listo', en: 'I have it all, it is ready' },
  took: { es: (name: string) => `Coger ${name}`, en: (name: string) => `Take ${name}` },
  take: { es: 'Coger', en: 'Take' },
  told: { es: 'Listo: hemos avisado al cliente.', en: 'Ready: the customer was told.' },
  closed: { es: 'Paquete cerrado.', en: 'Parcel closed.' },
} as const

/** The goods, ticked off by scanning; the last one makes it ready. */
export function Pick({ task, works }: { task: Task; works: boolean }) {
  const w = useWords(WORDS)
  const [code, setCode] = useState('')
  const start = useAction('startPicking', { refreshes: TOUCHED })
  const pick = useAction('pick', { quiet: true, refreshes: TOUCHED, onDone: () => setCode('') })
  const ready = useAction('markReady', { refreshes: TOUCHED, done: task.kind === 'ship' ? w.closed : w.told })
  const errors = useFieldErrors(pick.error, {
    unknown_code: 'code',
    not_in_fulfilment: 'code',
    picked_already: 'code',
    not_enough: 'code',
    not_found: 'code',
  })
  const left = leftToPick(task)
  const articles = useVariants(articlesOf([task]))
  return (
    <Stack gap={8}>
      <ul className={classes['picks']}>
        {task.lines.map((line) => {
          const open = line.quantity - line.picked - line.missing - line.canceled
          return (
            <li key={line.order_line_id} data-done={open === 0 || undefined}>
              {open === 0 ? (
                <IconCircleCheck size={20} stroke={1.75} color="var(--ok)" aria-hidden />
              ) : (
                <IconCircleDashed size={20} stroke={1.75} color="var(--ink-soft)" aria-hidden />
              )}
              <Thumb src={articles.get(line.variant_id)?.picture} size={40} />
              <div>
                <Text size="sm" fw={500}>
                  {line.name}
                </Text>
                <Text size="xs" c="dimmed">
                  {[line.sku, ...Object.values(line.options as Record<string, string>)].join(' · ')}
                </Text>
              </div>
              <span className={classes['count']}>
                {line.picked}/{line.quantity - line.canceled}
              </span>
              {works && task.status === 'picking' && open > 0 && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={w.took(line.name)}
                  loading={pick.isPending}
                  onClick={() => pick.mutate({ fulfilment_id: task.id, code: line.sku })}
                >
                  {w.take}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {works && task.status === 'accepted' && (
        <Button loading={start.isPending} onClick={() => start.mutate({ fulfilment_id: task.id })}>
          {w.start}
        </Button>
      )}
      {works && task.status === 'picking' && (
        <>
          {left > 0 && (
            <form
              onSubmit={(event) => {
                event.preventDefault()
                if (code.trim() !== '') pick.mutate({ fulfilment_id: task.id, code: code.trim() })
              }}
            >
              <TextInput
                data-autofocus
                aria-label={w.scan}
                placeholder={w.scan}
                leftSection={<IconBarcode size={16} stroke={1.75} />}
                value={code}
                error={errors.of('code') ?? (errors.rest ? errors.rest.message : undefined)}
                onChange={(event) => setCode(event.target.value)}
              />
            </form>
          )}
          <Group grow>
            <Button
              variant={left === 0 ? 'filled' : 'default'}
              loading={ready.isPending}
              onClick={() => ready.mutate({ fulfilment_id: task.id, ...(left > 0 ? { picked_all: true } : {}) })}
            >
              {left === 0 ? w.ready : w.all}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  )
}
