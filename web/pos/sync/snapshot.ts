import type { Article, Customer, Till } from '../contract.ts'
import { Articles, articles } from '../store/articles.ts'
import { Customers, customers } from '../store/customers.ts'
import { database, keep, kept } from '../store/database.ts'
import type { Snapshot, Store } from '../store/database.ts'
import { value } from '../store/value.ts'
import { once } from './link.ts'

const PAGE = 2_000
/** So many changes beside the pieces, and everything is read anew. */
const CHANGED_MAX = 20_000
/** One more whenever an article gets a field: what was read before it came is read anew. */
const SHAPE = 2

/** How old what this till knows is; `loading` counts while everything comes. */
export const snapshot = value<{ at: number | null; loading: number | null }>({ at: null, loading: null })

/** What this browser kept, back into memory: the till opens without a network. */
export async function readBack(): Promise<boolean> {
  const known = await kept('snapshot')
  if (!known) return false
  const db = await database()
  const range = IDBKeyRange.bound([known.generation, 0], [known.generation, Infinity])
  const [goods, people, changed, changed_people] = await Promise.all([
    db.getAll('articles', range),
    db.getAll('customers', range),
    db.getAll('changed_articles'),
    db.getAll('changed_customers'),
  ])
  const list = new Articles()
  for (const { items } of goods) await list.addInSlices(items)
  const persons = new Customers()
  for (const { items } of people) persons.add(items)
  for (const { id, article } of changed) apply(list, id, article)
  for (const { id, customer } of changed_people) apply(persons, id, customer)
  articles.set(list)
  customers.set(persons)
  snapshot.set({ at: known.loaded_at, loading: null })
  return true
}

function apply<T>(list: { add: (items: T[]) => void; remove: (id: string) => void }, id: string, item: T | null): void {
  if (item === null) list.remove(id)
  else list.add([item])
}

/** Everything anew, beside what is in use; then one step swaps them, on the disk and in memory. */
export async function loadAll(till: Till): Promise<void> {
  const db = await database()
  const before = await kept('snapshot')
  const generation = (before?.generation ?? 0) + 1
  await dropOthers(db, before?.generation ?? null)
  const list = new Articles()
  const persons = new Customers()
  snapshot.set((now) => ({ ...now, loading: 0 }))
  try {
    await pages('listTillArticles', async (items: Article[], piece) => {
      await db.put('articles', { generation, piece, items })
      list.add(items)
      snapshot.set((now) => ({ ...now, loading: list.size }))
    })
    await pages('listTillCustomers', async (items: Customer[], piece) => {
      await db.put('customers', { generation, piece, items })
      persons.add(items)
    })
  } finally {
    snapshot.set((now) => ({ ...now, loading: null }))
  }
  const next: Snapshot = {
    generation,
    version: till.version,
    loaded_at: Date.now(),
    articles: list.size,
    customers: persons.size,
    shape: SHAPE,
  }
  const swap = db.transaction(['kept', 'changed_articles', 'changed_customers'], 'readwrite', { durability: 'strict' })
  void swap.objectStore('kept').put(next, 'snapshot')
  void swap.objectStore('changed_articles').clear()
  void swap.objectStore('changed_customers').clear()
  await swap.done
  articles.set(list)
  customers.set(persons)
  snapshot.set({ at: next.loaded_at, loading: null })
  await dropOthers(db, generation)
}

async function pages<T>(
  name: 'listTillArticles' | 'listTillCustomers',
  take: (items: T[], piece: number) => Promise<void>,
): Promise<void> {
  let after: string | undefined
  for (let piece = 0; ; piece++) {
    const page = await once[name]({ limit: PAGE, ...(after === undefined ? {} : { after }) })
    await take(page.items as T[], piece)
    if (page.next === null) return
    after = page.next
  }
}

/** What an interrupted load left, and what was in use before. */
async function dropOthers(db: Store, generation: number | null): Promise<void> {
  for (const name of ['articles', 'customers'] as const)
    for (const key of await db.getAllKeys(name)) if (key[0] !== generation) await db.delete(name, key)
}

/** What changed since; answers false when everything must be read anew. */
export async function catchUp(): Promise<boolean> {
  const known = await kept('snapshot')
  if (known?.shape !== SHAPE) return false
  const changes = await once.listTillChanges({ since: known.version })
  if (changes.reset) return false
  const db = await database()
  const all = db.transaction(['kept', 'changed_articles', 'changed_customers'], 'readwrite')
  const goods = all.objectStore('changed_articles')
  const people = all.objectStore('changed_customers')
  for (const article of changes.articles) void goods.put({ id: article.variant_id, article })
  for (const id of changes.gone_variant_ids) void goods.put({ id, article: null })
  for (const customer of changes.customers) void people.put({ id: customer.customer_id, customer })
  for (const id of changes.gone_customer_ids) void people.put({ id, customer: null })
  const next = { ...known, version: changes.version, loaded_at: Date.now() }
  void all.objectStore('kept').put(next, 'snapshot')
  const changed = await goods.count()
  await all.done
  articles.get().add(changes.articles)
  customers.get().add(changes.customers)
  for (const id of changes.gone_variant_ids) articles.get().remove(id)
  for (const id of changes.gone_customer_ids) customers.get().remove(id)
  if (changes.articles.length + changes.gone_variant_ids.length > 0) articles.set(new Articles(articles.get()))
  snapshot.set({ at: next.loaded_at, loading: null })
  return changed < CHANGED_MAX
}

/** Registers, crew and settings as they are now. */
export async function fetchTill(): Promise<Till> {
  const till = await once.getTill()
  await keep('till', till)
  return till
}
