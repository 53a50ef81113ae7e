import type pg from 'pg'

export type Column = {
  name: string
  type: string
  not_null: boolean
  default: string | null
  generated: boolean
  comment: string | null
}
export type Table = {
  name: string
  comment: string | null
  partition_key: string | null
  /** The table this one is the default partition of. */
  default_of: string | null
  columns: Column[]
  constraints: { name: string; kind: 'p' | 'u' | 'c' | 'f' | 'x'; columns: string[]; definition: string }[]
  indexes: string[]
}
export type Catalogue = { extensions: { name: string; schema: string }[]; tables: Table[] }

/** Reads the tables of the first schema of the search path, oldest first; monthly partitions are left out. */
export async function readCatalogue(client: pg.ClientBase): Promise<Catalogue> {
  const extensions = await client.query(`
    select e.extname as name, n.nspname as schema from pg_extension e join pg_namespace n on n.oid = e.extnamespace
     where e.extname <> 'plpgsql' order by e.extname`)
  const tables = await client.query(`
    select c.oid::int8 as oid, c.relname as name, obj_description(c.oid, 'pg_class') as comment,
           pg_get_partkeydef(c.oid) as partition_key, i.inhparent::regclass::text as default_of
      from pg_class c left join pg_inherits i on i.inhrelid = c.oid
     where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
       and (not c.relispartition or pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT')
     order by c.oid`)
  const found: Table[] = []
  for (const { oid, ...table } of tables.rows) {
    found.push({
      ...table,
      columns: await readColumns(client, oid),
      constraints: await readConstraints(client, oid),
      indexes: await readIndexes(client, oid),
    })
  }
  return { extensions: extensions.rows, tables: found }
}

async function readColumns(client: pg.ClientBase, table: string): Promise<Column[]> {
  const { rows } = await client.query(
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null,
            pg_get_expr(d.adbin, d.adrelid, true) as default, a.attgenerated = 's' as generated,
            col_description(a.attrelid, a.attnum) as comment
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped
      order by a.attnum`,
    [table],
  )
  return rows
}

/** PostgreSQL 18 names NOT NULL constraints ('n'); they stay at their columns, so that 15 and 18 read alike. */
async function readConstraints(client: pg.ClientBase, table: string): Promise<Table['constraints']> {
  const { rows } = await client.query(
    `select k.conname as name, k.contype as kind, pg_get_constraintdef(k.oid, true) as definition,
            array(select a.attname::text from unnest(k.conkey) with ordinality as u(attnum, place)
                    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum order by u.place) as columns
       from pg_constraint k
      where k.conrelid = $1 and k.contype in ('p', 'u', 'c', 'f', 'x') and k.conislocal
      order by array_position(array['p', 'u', 'c', 'f', 'x'], k.contype::text), k.conname collate "C"`,
    [table],
  )
  return rows
}

/** Indexes somebody wrote: neither those of constraints nor those a partition got from its parent. */
async function readIndexes(client: pg.ClientBase, table: string): Promise<string[]> {
  const { rows } = await client.query<{ definition: string }>(
    `select pg_get_indexdef(x.indexrelid, 0, true) as definition
       from pg_index x join pg_class c on c.oid = x.indexrelid
      where x.indrelid = $1 and not c.relispartition
        and not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))
      order by c.relname collate "C"`,
    [table],
  )
  return rows.map((row) => row.definition)
}
