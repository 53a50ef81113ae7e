import { permissionsOf } from '#access'
import type { Role } from '#organisation'
import { localDay, momentOf } from '#organisation'
import { actorOf, systemActor } from '#platform/actor'
import type { Actor } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import type { Database } from '#platform/db'
import type { Logger } from '#platform/log'
import { daysBefore, idOf } from './chance.ts'
import { storeId } from './chain/stores.ts'

/** Where the demo is played: the database, the moment it is played from, and its log. */
export type Stage = {
  now: Date
  log: Logger
  /** So many days ago, at a time on Madrid's clocks. */
  day: (ago: number, time: string) => Date
  /** One act: somebody, through a channel, at a moment, does something through the doors. */
  act: <T>(scene: Scene, work: (ctx: Ctx) => Promise<T>) => Promise<T>
}

export type Scene = { who?: Actor; channel?: string; at: Date }

export const narrator: Actor = systemActor('demo')

export const TIMEZONE = 'Europe/Madrid'

export const stageOf = (db: Database, log: Logger, now: Date = db.clock()): Stage => ({
  now,
  log,
  day: (ago, time) => momentOf(TIMEZONE, localDay(TIMEZONE, daysBefore(now, ago)), time),
  act: ({ who = narrator, channel, at }, work) =>
    db.write({ actor: who, now: at, log, ...(channel ? { channel } : {}) }, work),
})

export type Colleague = { key: string; name: string; email: string; role: Role; stores: readonly string[] | null }

/** The people of the chain who can sign in. */
export const COLLEAGUES: readonly Colleague[] = [
  { key: 'owner', name: 'Inés Cabrera', email: 'ines@torzal.example', role: 'owner', stores: null },
  { key: 'manager', name: 'Marta Olmedo', email: 'marta@torzal.example', role: 'manager', stores: ['gran-via'] },
  { key: 'assistant', name: 'Dani Robles', email: 'dani@torzal.example', role: 'assistant', stores: ['gran-via'] },
  { key: 'assistant-sol', name: 'Aitana Soler', email: 'aitana@torzal.example', role: 'assistant', stores: ['sol'] },
  { key: 'agent', name: 'Bruno Salas', email: 'bruno@torzal.example', role: 'agent', stores: null },
  { key: 'marketer', name: 'Carla Vidal', email: 'carla@torzal.example', role: 'marketer', stores: null },
  { key: 'analyst', name: 'Óscar Peña', email: 'oscar@torzal.example', role: 'analyst', stores: null },
]

export const colleagueId = (key: string): string => idOf(`staff ${key}`)

export function colleague(key: string): Actor {
  const person = COLLEAGUES.find((one) => one.key === key)
  if (!person) throw new Error(`nobody is called ${key}`)
  return actorOf('staff', {
    id: colleagueId(key),
    name: person.name,
    permissions: permissionsOf(person.role),
    store_ids: person.stores?.map(storeId) ?? null,
  })
}

/** Who works in a shop: its own people where there are some, else somebody from the chain's floor team. */
export const clerkOf = (store: string): Actor =>
  store === 'gran-via'
    ? colleague('assistant')
    : store === 'sol'
      ? colleague('assistant-sol')
      : actorOf('staff', {
          id: idOf(`clerk ${store}`),
          name: 'Equipo de tienda',
          permissions: permissionsOf('assistant'),
          store_ids: null,
        })

export const shopper = (customer_id: string, name: string, verified = true): Actor =>
  actorOf('customer', { id: customer_id, customer_id, name, verified })
