import type { Lane, Task } from './lanes.ts'

/**
 * Indexes and keys are cheaper made once from whole tables than kept with every row: what these tables have is
 * taken off, and made again exactly as it was. Made again, every key is checked against every row.
 */
type Piece = { name: string; table: string; kind: 'p' | 'u' | 'f' | 'i'; definition: string }

export type SetAside = { indexes: Task[]; references: Task[] }

export async function setAside(lane: Lane, tables: readonly string[]): Promise<SetAside> {
  const names = `{${tables.join(',')}}`
  const pieces = await lane.rows<Piece>(`
    select * from (
      select conname as name, conrelid::regclass::text as table, contype::text as kind, pg_get_constraintdef(oid) as definition
        from pg_constraint
       where contype in ('p', 'u', 'f') and conparentid = 0 and connamespace = current_schema()::regnamespace
         and (conrelid = any('${names}'::regclass[]) or (contype = 'f' and confrelid = any('${names}'::regclass[])))
       union all
      select x.indexrelid::regclass::text, x.indrelid::regclass::text, 'i', pg_get_indexdef(x.indexrelid)
        from pg_index x
       where x.indrelid = any('${names}'::regclass[])
         and not exists (select from pg_constraint c where c.conindid = x.indexrelid)) piece
     order by kind = 'f' desc, kind = 'i' desc, name`)
  for (const piece of pieces) await lane.run(takeOff(piece))
  const place = new Map(tables.map((table, i) => [table, i]))
  const inOrder = pieces.toSorted(
    (a, b) => (place.get(a.table) ?? tables.length) - (place.get(b.table) ?? tables.length),
  )
  const tasks = (wanted: (kind: Piece['kind']) => boolean): Task[] =>
    inOrder
      .filter(({ kind }) => wanted(kind))
      .map((piece) => ({ says: piece.name, run: (on) => on.run(putBack(piece)) }))
  return { indexes: tasks((kind) => kind !== 'f'), references: tasks((kind) => kind === 'f') }
}

const takeOff = ({ name, table, kind }: Piece): string =>
  kind === 'i' ? `drop index ${name}` : `alter table ${table} drop constraint ${name}`

/** A partitioned index says ON ONLY of itself; made without it, every partition gets its part. */
const putBack = ({ name, table, kind, definition }: Piece): string =>
  kind === 'i' ? definition.replace(' ON ONLY ', ' ON ') : `alter table ${table} add constraint ${name} ${definition}`
