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

const PARTS = {
  text: (part: unknown) => typeof part === 'string' && part.isWellFormed() && !part.includes('\u0000'),
  number: (part: unknown) => typeof part === 'number',
  whole: (part: unknown) => Number.isSafeInteger(part),
  distance: (part: unknown) => part === null || typeof part === 'number',
  moment: (part: unknown) =>
    typeof part === 'string' && /^(?!0000)\d{4}-/.test(part) && new Date(part).toJSON() === part,
  id: (part: unknown) => typeof part === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(part),
  id_or_none: (part: unknown) => part === null || PARTS.id(part),
}

export const foreignCursor = () =>
  refused('bad_cursor', { detail: 'The page marker is not one of ours; start from the first page.' }, 400)

/** Reads a cursor back. What `encodeCursor` did not make of such parts is refused: other lists have other ones. */
export function decodeCursor(after: string, parts: readonly (keyof typeof PARTS)[]): (string | number | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'))
    if (Array.isArray(values) && values.length === parts.length && parts.every((part, at) => PARTS[part](values[at]))) {
      return values as (string | number | null)[]
    }
  } catch {
    // not JSON: refused below
  }
  throw foreignCursor()
}

/** A cursor over (moment, id), the sort of most lists, newest first. Absent: from the newest. */
export function momentCursor(after: string | undefined): { at: Date; id: string } {
  if (after === undefined || after === '')
    return { at: new Date('9999-12-31T00:00:00Z'), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
  const [at, id] = decodeCursor(after, ['moment', 'id'])
  return { at: new Date(String(at)), id: String(id) }
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
