import { Skeleton, Tabs } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Reply } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { PageHeader } from '../frame/page-header.tsx'
import { State } from '../frame/state.tsx'
import { ask } from '../queries.ts'
import { PageTrouble } from '../shell/page-trouble.tsx'
import { CustomerActions } from './customer-actions.tsx'
import classes from './customers.module.css'
import { Now } from './now/now.tsx'
import { Thread } from './thread/thread.tsx'
import { Who } from './who/who.tsx'

const WORDS = {
  customers: { es: 'Clientes', en: 'Customers' },
  unnamed: { es: 'Visitante sin nombre', en: 'Visitor without a name' },
  erased: { es: 'Datos borrados', en: 'Data erased' },
  who: { es: 'Ficha', en: 'Profile' },
  thread: { es: 'Hilo', en: 'Thread' },
  now: { es: 'Ahora', en: 'Now' },
} as const

export type Customer = Reply<'getCustomer'>

/** One person: who they are, everything that happened, what is open now. */
export function CustomerPage() {
  const w = useWords(WORDS)
  const { customer_id } = useParams({ strict: false }) as { customer_id: string }
  const { data: customer, error, refetch } = useQuery(ask('getCustomer', { customer_id }))
  const isWide = useMediaQuery('(min-width: 1200px)', true, { getInitialValueInEffect: false })
  const name = customer ? [customer.given_name, customer.family_name].filter(Boolean).join(' ') || w.unnamed : ''
  if (error) return <PageTrouble error={error} again={() => void refetch()} />
  if (!customer) return <Ghost />
  const [who, thread, now] = [
    <Who key="who" customer={customer} name={name} />,
    <Thread key="thread" customer={customer} />,
    <Now key="now" customer={customer} />,
  ]
  return (
    <div className={classes['page']}>
      <PageHeader
        title={name}
        above={{ to: '/customers', name: w.customers }}
        beside={customer.erased_at && <State tone="bad">{w.erased}</State>}
        actions={<CustomerActions customer={customer} />}
      />
      {isWide ? (
        <div className={classes['columns']}>
          {who}
          {thread}
          {now}
        </div>
      ) : (
        <Tabs defaultValue="thread" keepMounted={false}>
          <Tabs.List grow>
            <Tabs.Tab value="who">{w.who}</Tabs.Tab>
            <Tabs.Tab value="thread">{w.thread}</Tabs.Tab>
            <Tabs.Tab value="now">{w.now}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="who" pt="md">
            {who}
          </Tabs.Panel>
          <Tabs.Panel value="thread" pt="md">
            {thread}
          </Tabs.Panel>
          <Tabs.Panel value="now" pt="md">
            {now}
          </Tabs.Panel>
        </Tabs>
      )}
    </div>
  )
}

const Ghost = () => (
  <div className={classes['page']}>
    <Skeleton h={26} w={240} mb={22} />
    <div className={classes['columns']}>
      <Skeleton h={420} />
      <Skeleton h={620} />
      <Skeleton h={420} />
    </div>
  </div>
)
