import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cloneDatabase } from '../test/support/database.ts'
import { readCatalogue } from './schema/catalogue.ts'
import type { Catalogue } from './schema/catalogue.ts'
import { dump, soften } from './schema/dump.ts'
import { rowTypes } from './schema/rows.ts'

describe('the database as people read it', () => {
  let client: pg.Client
  let drop: () => Promise<void>
  const catalogueOf = async (schema: string): Promise<Catalogue> => {
    await client.query(`set search_path = ${schema}, public`)
    return readCatalogue(client)
  }

  beforeAll(async () => {
    const database = await cloneDatabase()
    drop = database.drop
    client = new pg.Client({ connectionString: database.url })
    await client.connect()
  })
  afterAll(async () => {
    await client.end()
    await drop()
  })

  it('applied to an empty schema, it gives the same database again', async () => {
    const before = await catalogueOf('hilo')
    await client.query('create schema again; set search_path = again, public')
    await client.query(dump(before))
    const after = await catalogueOf('again')
    expect(after).toEqual(before)
    expect(after.tables.length).toBeGreaterThan(40)
  })

  it('shows generated columns, checks, default partitions and partial indexes', async () => {
    await client.query(`create schema sample; set search_path = sample, public;
      create table shelf (id bigint primary key, kind text not null default 'it''s' check (kind in ('it''s', 'on')),
        width integer, area integer generated always as (width * 2) stored, words text[] not null default '{}');
      create unique index shelf_on on shelf (kind, width desc) where kind = 'ON and OFF' and width is not null;
      create table visit (at timestamptz not null, shelf_id bigint references shelf) partition by range (at);
      create table visit_other partition of visit default;
      create table visit_2026 partition of visit for values from ('2026-01-01') to ('2027-01-01');
      comment on column shelf.width is 'cm'`)
    expect(
      dump(await catalogueOf('sample'))
        .split('\n')
        .slice(4),
    ).toEqual([
      '',
      'create table shelf (',
      '  id    bigint  not null,',
      "  kind  text    not null default 'it''s',",
      '  width integer,',
      '  area  integer generated always as (width * 2) stored,',
      "  words text[]  not null default '{}',",
      '  primary key (id),',
      "  constraint shelf_kind_check check (kind in ('it''s', 'on'))",
      ');',
      "create unique index shelf_on on shelf (kind, width desc) where kind = 'ON and OFF' and width is not null;",
      "comment on column shelf.width is 'cm';",
      '',
      'create table visit (',
      '  at       timestamptz not null,',
      '  shelf_id bigint,',
      '  constraint visit_shelf_id_fkey foreign key (shelf_id) references shelf(id)',
      ') partition by range (at);',
      '',
      'create table visit_other partition of visit default;',
      '',
    ])
  })
})

it('expressions lose their noise and keep their texts', () => {
  expect(soften(`CHECK (amount <= '1000000000000'::bigint AND note <> 'AND::text'::text)`)).toBe(
    `check (amount <= 1000000000000 and note <> 'AND::text')`,
  )
  expect(soften(`CHECK (kind <> ALL (ARRAY['a'::text, 'b'::text]))`)).toBe(`check (kind not in ('a', 'b'))`)
  expect(soften('CREATE INDEX t_words ON ONLY t USING gin (words gin_trgm_ops)')).toBe(
    'create index t_words on t using gin (words gin_trgm_ops)',
  )
})

it('row types follow how the driver gives values back', () => {
  const column = (name: string, type: string, more = {}) => ({
    name,
    type,
    not_null: true,
    default: null,
    generated: false,
    comment: null,
    ...more,
  })
  const columns = [
    column('id', 'uuid'),
    column('status', 'text', { default: `'open'::text` }),
    column('gross', 'bigint', { not_null: false }),
    column('unit_paid', 'bigint[]'),
    column('code', 'character(3)'),
    column('on_date', 'date'),
    column('at', 'timestamp with time zone', { not_null: false }),
    column('data', 'jsonb', { not_null: false }),
    column('net', 'integer', { generated: true, default: '1' }),
  ]
  const definition = `CHECK (status = ANY (ARRAY['open'::text, 'partly:paid'::text]))`
  const constraints = [{ name: 'x', kind: 'c' as const, columns: ['status'], definition }]
  const table = {
    name: 'orders',
    comment: null,
    partition_key: null,
    default_of: null,
    columns,
    constraints,
    indexes: [],
  }
  expect(rowTypes({ extensions: [], tables: [table] })).toContain(`  orders: {
    id: string
    status: 'open' | 'partly:paid'
    gross: number | null
    unit_paid: number[]
    code: string
    on_date: string
    at: Date | null
    data: unknown
    net: number
  }
`)
})
