import type { Reply } from '#sdk'

export type Rows = Reply<'getOverview'>['figures'][number]['rows']

/** The page of the desk that shows exactly these rows; what has no page of its own opens at the side of this one. */
export type RowLink = { to: string; search: Record<string, string> }

const PAGES = { listOrders: '/orders', listFulfilments: '/fulfilment' } as const
/** What the lists of the desk call what the API asks for. */
const NAMES: Readonly<Record<string, string>> = { placed_from: 'from', placed_to: 'to', store_id: 'store' }

export const linkTo = ({ operation, query }: Rows): RowLink =>
  operation === 'listCounted'
    ? { to: '.', search: { rows: new URLSearchParams(query).toString() } }
    : {
        to: PAGES[operation],
        search: Object.fromEntries(Object.entries(query).map(([name, value]) => [NAMES[name] ?? name, value])),
      }
