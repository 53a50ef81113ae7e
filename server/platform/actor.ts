import { forbidden } from './errors.ts'

/**
 * Who acts. Every credential resolves to this one shape, so a verb asks `actor.permissions`, not how
 * somebody signed in.
 * - public: no credential; storefront: a publishable key (names the channel, may start carts);
 * - customer: a shopper's session, anonymous or verified; staff: a person of the retailer;
 * - device: an enrolled till; integration: a secret key; system: a job or listener of ours.
 */
export type ActorKind = 'public' | 'storefront' | 'customer' | 'staff' | 'device' | 'integration' | 'system'

export type Actor = {
  kind: ActorKind
  /** Id of the person, key or device; null for public and system. */
  id: string | null
  /** What may be shown of it in timelines: a first name, a key's name, a job's name. */
  name: string | null
  permissions: ReadonlySet<string>
  /** Stores this actor may act for; null = all. */
  store_ids: readonly string[] | null
  /** The shopper behind a customer session. */
  customer_id: string | null
  /** True once a contact of the shopper was proved in this session (one-time code or passkey). */
  verified: boolean
  session_id: string | null
  /** Channel the credential belongs to; null lets the request name it. */
  channel: string | null
}

const NOBODY = {
  id: null,
  name: null,
  permissions: new Set<string>(),
  store_ids: null,
  customer_id: null,
  verified: false,
  session_id: null,
  channel: null,
} as const

export const publicActor: Actor = { ...NOBODY, kind: 'public' }

/** Jobs, listeners, seeds and imports act as the system; they may do everything. */
export const systemActor = (name: string): Actor => ({ ...NOBODY, kind: 'system', name })

export const actorOf = (kind: ActorKind, fields: Partial<Actor>): Actor => ({ ...NOBODY, ...fields, kind })

export const may = (actor: Actor, permission: string): boolean =>
  actor.kind === 'system' || actor.permissions.has(permission)

/** Stops an actor who lacks a permission (the route checks first; verbs with finer rules call this). */
export function mustHave(actor: Actor, permission: string): void {
  if (!may(actor, permission)) throw forbidden('forbidden', { permission })
}

export const seesStore = (actor: Actor, store_id: string | null): boolean =>
  actor.store_ids === null || (store_id !== null && actor.store_ids.includes(store_id))

/** Stops staff of one shop from acting for another. */
export function mustServeStore(actor: Actor, store_id: string | null): void {
  if (!seesStore(actor, store_id)) {
    throw forbidden('other_store', { detail: 'Your account does not include this store.' })
  }
}

/** Stops staff of some shops from changing what belongs to the whole retailer. */
export function mustServeAll(actor: Actor): void {
  if (actor.store_ids !== null)
    throw forbidden('other_store', { detail: 'This concerns every store; your account does not include them all.' })
}

export const isShopper = (actor: Actor): boolean => actor.kind === 'customer'

/** People of the retailer and its machines, who may see customers' data if permitted. */
export const isInside = (actor: Actor): boolean =>
  actor.kind === 'staff' || actor.kind === 'integration' || actor.kind === 'device' || actor.kind === 'system'
