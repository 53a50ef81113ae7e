import { json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { conflict, notFound, refused } from '#platform/errors'
import { gathered, rowsOf } from '#platform/gathered'
import { LINES_MAX, LINE_QUANTITY_MAX } from './rules.ts'
import type { Line } from './cart.ts'

// All of these run after the cart's row is locked: what they read is what they change.

export const linesOf = gathered<string, Line[]>(async ({ sql }, cart_ids) => {
  const rows = await sql<Line>`select * from cart_line where cart_id = any(${cart_ids}::uuid[]) order by position, id`
  return rowsOf(cart_ids, rows, ({ cart_id }) => cart_id)
})

type NewLine = Pick<Line, 'id' | 'cart_id' | 'variant_id' | 'quantity' | 'note' | 'added_by'>
type Changed = { lines: Line[]; line: Line | null }

/**
 * Puts goods in: a new line, or more of the one that is there. The same line id again changes nothing (`line` null).
 * Answers all lines. Refuses `unknown_article`, `quantity_too_large`, `cart_full`.
 */
export async function putLine(ctx: Ctx, given: NewLine): Promise<Changed> {
  const rows = await onlyHere(putLines(ctx, { ...given, added_in: ctx.channel, added_at: ctx.now }))
  const { lines, line } = split(rows)
  if (lines.length > LINES_MAX) throw cartFull()
  if (line || lines.some(({ id }) => id === given.id)) return { lines, line }
  const same = lines.find(({ variant_id, saved }) => variant_id === given.variant_id && !saved)
  if (same) throw tooMany()
  throw unknownArticle(given.variant_id)
}

const unknownArticle = (variant_id: string) =>
  refused('unknown_article', { detail: 'There is no such article.', variant_id })

const putLines = gathered<NewLine & Pick<Line, 'added_in' | 'added_at'>, (Line & { changed: boolean })[]>(
  async ({ sql }, given) => {
    const cart_ids = given.map(({ cart_id }) => cart_id)
    const rows = await sql<Line & { changed: boolean }>`
      with given as materialized (
        select * from jsonb_to_recordset(${json(given)}) as g(
          id uuid, cart_id uuid, variant_id uuid, quantity int, note text, added_in text, added_by text, added_at timestamptz)
      ), changed as (
        insert into cart_line (id, cart_id, variant_id, quantity, position, note, added_in, added_by, added_at)
        select g.id, c.id, v.id, g.quantity, coalesce((select max(position) + 1 from cart_line where cart_id = g.cart_id), 0),
               g.note, g.added_in, g.added_by, g.added_at
          from given g join variant v on v.id = g.variant_id join cart c on c.id = g.cart_id
         where (select l.id from cart_line l where l.id = g.id and l.cart_id = g.cart_id) is null
        on conflict (cart_id, variant_id, saved) do update
          set quantity = cart_line.quantity + excluded.quantity, note = coalesce(excluded.note, cart_line.note), price_seen = null
          where cart_line.quantity + excluded.quantity <= ${LINE_QUANTITY_MAX}
        returning *
      )
      select *, true as changed from changed
      union all
      select *, false from cart_line
       where cart_id = any(${cart_ids}::uuid[]) and id not in (select id from changed)`
    return rowsOf(cart_ids, rows, ({ cart_id }) => cart_id)
  },
)

/**
 * What a cart without lines begins with: each article at its position. Refuses `unknown_article`, `line_exists`.
 */
export async function insertLines(ctx: Ctx, given: readonly (NewLine & { position: number })[]): Promise<Line[]> {
  const lines = await onlyHere(
    startLines(
      ctx,
      given.map((line) => ({ ...line, added_in: ctx.channel, added_at: ctx.now })),
    ),
  )
  const missing = given.find(({ position }) => !lines.some((line) => line.position === position))
  if (missing) throw unknownArticle(missing.variant_id)
  return lines
}

const startLines = gathered<readonly (NewLine & Pick<Line, 'position' | 'added_in' | 'added_at'>)[], Line[]>(
  async ({ sql }, asks) => {
    const given = asks.flat()
    const rows = await sql<Line>`
      insert into cart_line (id, cart_id, variant_id, quantity, position, note, added_in, added_by, added_at)
      select g.id, g.cart_id, v.id, g.quantity, g.position, g.note, g.added_in, g.added_by, g.added_at
        from jsonb_to_recordset(${json(given)}) as g(id uuid, cart_id uuid, variant_id uuid, quantity int, position int,
               note text, added_in text, added_by text, added_at timestamptz)
        join variant v on v.id = g.variant_id
       where v.id = any(${given.map(({ variant_id }) => variant_id)}::uuid[])
      returning *`
    const carts = asks.map(([first]) => first?.cart_id ?? '')
    return rowsOf(carts, rows, ({ cart_id }) => cart_id).map((own) => own.toSorted((a, b) => a.position - b.position))
  },
)

export const cartFull = () =>
  refused('cart_full', { detail: `A cart has at most ${LINES_MAX} lines.`, maximum: LINES_MAX })

export const tooMany = () =>
  refused('quantity_too_large', {
    detail: `A line has at most ${LINE_QUANTITY_MAX} units.`,
    maximum: LINE_QUANTITY_MAX,
  })

/** SQLSTATE unique_violation: the caller's line id is another cart's. */
async function onlyHere<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error
    throw conflict('line_exists', { detail: 'That line id is in use.' })
  }
}

/** Sets quantity or note of a line; answers all lines. Refuses an unknown line as not found. */
export async function editLine(
  ctx: Ctx,
  { cart_id, line_id, quantity, note }: { cart_id: string; line_id: string; quantity?: number; note?: string | null },
): Promise<Changed & { line: Line; before: number }> {
  const rows = await ctx.sql<Line & { changed: boolean; before: number }>`
    with changed as (
      update cart_line l
         set quantity = coalesce(${quantity ?? null}::int, l.quantity),
             price_seen = case when ${quantity !== undefined}::boolean then null else l.price_seen end,
             note = case when ${note !== undefined}::boolean then ${note ?? null}::text else l.note end
        from cart_line old
       where l.id = ${line_id} and l.cart_id = ${cart_id} and old.id = l.id
      returning l.*, old.quantity as before
    )
    select id, cart_id, variant_id, quantity, position, saved, note, added_in, added_by, added_at, price_seen, true as changed, before from changed
    union all
    select *, false, quantity from (
      select id, cart_id, variant_id, quantity, position, saved, note, added_in, added_by, added_at, price_seen
        from cart_line where cart_id = ${cart_id} and id <> ${line_id}) others`
  const { lines, line } = split(rows)
  if (!line) throw notFound('cart_line', line_id)
  return { lines, line, before: rows.find(({ changed }) => changed)?.before ?? line.quantity }
}

/** Takes a line out; answers the rest. A line that is gone already is `line` null. */
export async function dropLine(ctx: Ctx, cart_id: string, line_id: string): Promise<Changed> {
  const rows = await ctx.sql<Line & { changed: boolean }>`
    with changed as (delete from cart_line where id = ${line_id} and cart_id = ${cart_id} returning *)
    select *, true as changed from changed
    union all
    select *, false from cart_line where cart_id = ${cart_id} and id <> ${line_id}`
  const { lines, line } = split(rows)
  return { lines: lines.filter(({ id }) => id !== line_id), line }
}

/** Sets a line aside or takes it back; where the article is there already, the two become one line. */
export async function shiftLine(
  ctx: Ctx,
  cart_id: string,
  line_id: string,
  saved: boolean,
): Promise<Changed & { line: Line }> {
  const lines = await linesOf(ctx, cart_id)
  const line = lines.find(({ id }) => id === line_id)
  if (!line) throw notFound('cart_line', line_id)
  if (line.saved === saved) return { lines, line }
  const twin = lines.find((other) => other.variant_id === line.variant_id && other.saved === saved)
  if (twin) {
    if (twin.quantity + line.quantity > LINE_QUANTITY_MAX) throw tooMany()
    await ctx.sql`delete from cart_line where id = ${twin.id}`
  }
  const quantity = line.quantity + (twin?.quantity ?? 0)
  await ctx.sql`update cart_line set saved = ${saved}, quantity = ${quantity} where id = ${line_id}`
  const moved = { ...line, saved, quantity }
  return {
    lines: lines.filter(({ id }) => id !== twin?.id).map((other) => (other.id === line_id ? moved : other)),
    line: moved,
  }
}

function split(rows: readonly (Line & { changed: boolean })[]): Changed {
  const lines = rows
    .map(({ changed: _, ...line }) => line)
    .toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
  const changed = rows.find((row) => row.changed)
  return { lines, line: lines.find(({ id }) => id === changed?.id) ?? null }
}
