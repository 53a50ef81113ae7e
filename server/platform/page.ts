import { Type } from 'typebox'
import type { Static, TSchema } from 'typebox'
import { refused } from './errors.ts'

export const PAGE_DEFAULT = 50
export const PAGE_MAX = 200

/** Query fields of every list. `after` is the `next` of the page before. */
export const PageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_MAX, default: PAGE_DEFAULT })),
  after: Type.Optional(Type.String({ maxLength: 400, pattern: '^[A-Za-z0-9_-]*$' })),
}

export const Page = <S extends TSchema>(item: S) =>
  Type.Object({ items: Type.Array(item), next: Type.Union([Type.String(), Type.Null()]) })

export type PageOf<T> = { items: T[]; next: string | null }

/** The sort key of the last row, opaque to callers. */
export const encodeCursor = (values: readonly (string | number | Date | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

/** Reads a cursor back; what did not come from `encodeCursor` with the same schema is refused. */
export function decodeCursor(after: string, length: number): (string | number | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'))
    if (
      Array.isArray(values) &&
      values.length === length &&
      values.every((v) => v === null || typeof v === 'string' || typeof v === 'number')
    ) {
      return values as (string | number | null)[]
    }
  } catch {
    // not JSON: refused below
  }
  throw refused('bad_cursor', { detail: 'The page marker is not one of ours; start from the first page.' }, 400)
}

/** A cursor over (moment, id), the sort of most lists, newest first. Absent: from the newest. */
export function momentCursor(after: string | undefined): { at: Date; id: string } {
  if (after === undefined || after === '')
    return { at: new Date('9999-12-31T00:00:00Z'), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
  const [at, id] = decodeCursor(after, 2)
  const moment = new Date(String(at))
  if (Number.isNaN(moment.getTime()) || typeof id !== 'string' || !/^[0-9a-f-]{36}$/.test(id)) {
    throw refused('bad_cursor', { detail: 'The page marker is not one of ours; start from the first page.' }, 400)
  }
  return { at: moment, id }
}

/** Ask for `limit + 1` rows; this cuts the extra one off and turns the last kept row into the next marker. */
export function pageOf<T>(
  rows: T[],
  limit: number,
  key: (row: T) => readonly (string | number | Date | null)[],
): PageOf<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null }
}

export type PageQuery = Static<ReturnType<typeof pageQueryShape>>
const pageQueryShape = () => Type.Object(PageQuery)
