import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase } from 'idb'
import type { Article, Customer, Till } from '../contract.ts'
import type { Ticket } from '../sale/ticket.ts'
import type { KeptFact } from './facts.ts'

/** What a shift took before this browser knew of it: the device was enrolled anew in the middle of it. */
export type Carried = {
  count: number
  gross: number
  net: number
  tax: number
  rounding: number
  collected: number
  cash: number
  terminal: number
  cash_in: number
  cash_out: number
}

/** Where the chain of this device stands: the next fact, the next receipt, the next Z. */
export type Chain = {
  next_seq: number
  last_hash: string
  next_receipt: number
  next_z: number
  /** The shift that is open here, with what other tills' memory of it said when this one took it up. */
  shift: { id: string; opened_at: string; opened_by: string; float: number; first_seq: number; carried: Carried } | null
}

export type Device = { token: string; enrolled_at: number }
export type Snapshot = {
  generation: number
  version: string
  loaded_at: number
  articles: number
  customers: number
  /** Which fields its articles have; absent: those of the first days. */
  shape?: number
}
export type Parked = { id: string; ticket: Ticket; label: string; parked_at: number; by: string }

type Kept = {
  device: Device
  till: Till
  snapshot: Snapshot
  chain: Chain
  ticket: Ticket
}

/** Lists of what is sold and who buys come in pieces, so that a hundred thousand of them are a few dozen rows. */
type Piece<T> = { generation: number; piece: number; items: T[] }

interface TillDatabase extends DBSchema {
  kept: { key: keyof Kept; value: Kept[keyof Kept] }
  articles: { key: [number, number]; value: Piece<Article> }
  customers: { key: [number, number]; value: Piece<Customer> }
  /** What changed since the pieces were read; null: it is gone. */
  changed_articles: { key: string; value: { id: string; article: Article | null } }
  changed_customers: { key: string; value: { id: string; customer: Customer | null } }
  facts: { key: number; value: KeptFact }
  parked: { key: string; value: Parked }
  /** How often each article was sold here, for the favourites. */
  sold: { key: string; value: { variant_id: string; units: number } }
}

export type Store = IDBPDatabase<TillDatabase>

const NAME = 'hilo-till'
const VERSION = 1

let opened: Promise<Store> | null = null

export function database(): Promise<Store> {
  opened ??= openDB<TillDatabase>(NAME, VERSION, {
    upgrade(db) {
      db.createObjectStore('kept')
      db.createObjectStore('articles', { keyPath: ['generation', 'piece'] })
      db.createObjectStore('customers', { keyPath: ['generation', 'piece'] })
      db.createObjectStore('changed_articles', { keyPath: 'id' })
      db.createObjectStore('changed_customers', { keyPath: 'id' })
      db.createObjectStore('facts', { keyPath: 'seq' })
      db.createObjectStore('parked', { keyPath: 'id' })
      db.createObjectStore('sold', { keyPath: 'variant_id' })
    },
    terminated: () => (opened = null),
  })
  return opened
}

export const keep = async <Name extends keyof Kept>(name: Name, value: Kept[Name]): Promise<void> => {
  await (await database()).put('kept', value, name)
}

export const kept = async <Name extends keyof Kept>(name: Name): Promise<Kept[Name] | undefined> =>
  (await (await database()).get('kept', name)) as Kept[Name] | undefined
