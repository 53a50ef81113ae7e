import { Button, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { distance } from '#shared/show.ts'
import { useLanguage, useWords } from '#ui/face.tsx'
import { When } from '#ui/show.tsx'
import { Loading, Trouble } from '#ui/states.tsx'
import type { Fulfilment } from '../contract.ts'
import { api } from '../sync/link.ts'
import { ask, refresh } from '../sync/queries.ts'
import { CancelSheet } from './cancel-sheet.tsx'

const WORDS = {
  agree: {
    es: 'Acuerda con la clienta cómo seguir. Nada cambia sin ella.',
    en: 'Agree with the customer how to go on. Nothing changes without them.',
  },
  there: { es: 'Recoger en esta tienda', en: 'Collect in this shop' },
  ship: { es: 'Enviar a su dirección', en: 'Send to their address' },
  cancel: { es: 'Cancelar pedido', en: 'Cancel the order' },
  from: { es: 'desde', en: 'from' },
  none: { es: 'Ninguna otra tienda lo tiene todo.', en: 'No other shop has all of it.' },
} as const

const METRES = 1_000

/** Something is missing: another shop, by post, or no order. */
export function ExceptionPart({ fulfilment, onDone }: { fulfilment: Fulfilment; onDone: () => void }) {
  const w = useWords(WORDS)
  const language = useLanguage()
  const [cancel, setCancel] = useState(false)
  const fulfilment_id = fulfilment.id
  const ways = useQuery(ask('proposeResolutions', { fulfilment_id }))
  const resolve = useMutation({
    mutationFn: (body: { store_id: string } | { ship_to: null }) => api.resolveException({ fulfilment_id, body }),
    onSuccess: async () => {
      await refresh('listFulfilments')
      onDone()
    },
  })
  if (ways.isPending) return <Loading />
  if (ways.error) return <Trouble error={ways.error} again={() => void ways.refetch()} />
  return (
    <Stack>
      <Text>{w.agree}</Text>
      {resolve.error && <Trouble error={resolve.error} />}
      {ways.data.stores.length === 0 && <Text className="soft">{w.none}</Text>}
      <ul className="rows">
        {ways.data.stores.map(({ store_id, name, distance_km, ready_at }) => (
          <li key={store_id} className="row">
            <span className="row-words">
              <span className="strong">{name}</span>
              <br />
              <span className="soft">
                {distance_km !== null && distance(distance_km * METRES, language)}
                {distance_km !== null && ready_at && ' · '}
                {ready_at && (
                  <>
                    {w.from} <When when={ready_at} />
                  </>
                )}
              </span>
            </span>
            <Button variant="default" h={44} loading={resolve.isPending} onClick={() => resolve.mutate({ store_id })}>
              {w.there}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        size="md"
        disabled={!ways.data.ship.complete}
        loading={resolve.isPending}
        onClick={() => resolve.mutate({ ship_to: null })}
      >
        {w.ship}
      </Button>
      <Button variant="subtle" color="red" size="md" onClick={() => setCancel(true)}>
        {w.cancel}
      </Button>
      {cancel && <CancelSheet order_id={fulfilment.order_id} onDone={onDone} onClose={() => setCancel(false)} />}
    </Stack>
  )
}
