import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { fragment } from './ctx.ts'
import { isAway } from './database-failures.ts'

/** Jobs of a retailer live beside its schema, in a schema the job runner owns. */
export const jobSchema = (schema: string): string => `${schema}_jobs`

/** Flag of a job that was asked for with a key. */
export const KEYED = 'keyed'

/**
 * Of a row of jobs: it has lost its key, since it was at work when a later one came in its place. The runner never tries it
 * again, and where it failed, its row stays and means nothing.
 */
export const REPLACED = fragment`(key is null and flags -> ${KEYED} is not null)`

/** cannot_connect_now: the runner waits some seconds and tries again, up to a hundred times. */
const COME_AGAIN = '57P03'
/** Whoever wants a connection while the database is away looks for it so often. */
const LOOK_AGAIN_MS = 500

type Callback = Parameters<pg.Pool['connect']>[0]

/**
 * The pool as the job runner needs it. That a job is done or failed it writes down behind everybody's back,
 * and where it cannot, for any reason it does not know as passing, it gives up. A connection that was lost is such a
 * reason: it is told in the code the runner knows. The runner would ask again after longer and longer times, up to two minutes, and
 * could not be stopped meanwhile: so who asks for a connection waits until there is one, or until `stopping`.
 */
export function patientPool(pool: pg.Pool, stopping: AbortSignal): pg.Pool {
  const whenBack = async (): Promise<pg.PoolClient> => {
    for (;;) {
      try {
        return patientClient(await pool.connect())
      } catch (error) {
        if (stopping.aborted || !isAway(error)) throw error
        await pause(LOOK_AGAIN_MS, undefined, { signal: stopping }).catch(() => {})
      }
    }
  }
  const connect = (callback?: Callback) => (callback === undefined ? whenBack() : pool.connect(callback))
  return standIn(pool, { connect })
}

const patientClient = (client: pg.PoolClient): pg.PoolClient =>
  standIn(client, {
    query: (...args: [pg.QueryConfig]) => client.query(...args).catch(comeAgain),
  })

function comeAgain(error: unknown): never {
  throw isAway(error)
    ? Object.assign(new Error((error as Error).message, { cause: error }), { code: COME_AGAIN })
    : error
}

/** The same object, but for these methods. */
const standIn = <T extends object>(real: T, methods: Partial<Record<keyof T, unknown>>): T =>
  new Proxy(real, {
    get: (target, name) => {
      if (Object.hasOwn(methods, name)) return methods[name as keyof T]
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
