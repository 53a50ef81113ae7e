import { inSources, matches, sqlOf, sqlOnly } from '../house.ts'
import type { House, Problem, Rule } from '../house.ts'

/** Looks for a pattern in the SQL of modules and, where asked, in the migrations. */
const inSql =
  (pattern: RegExp, { migrations }: { migrations: boolean }) =>
  (house: House): Problem[] => [
    ...inSources((source) =>
      source.module === null || source.test
        ? []
        : sqlOf(source).flatMap(({ text, line }) =>
            matches(text, pattern).map((problem) => ({ ...problem, line: problem.line + line - 1 })),
          ),
    )(house),
    ...(migrations ? house.migrations : []).flatMap(({ path, text }) =>
      matches(sqlOnly(text), pattern).map((problem) => ({ path, ...problem })),
    ),
  ]

const verb = (sql: string): Record<string, string> => ({ 'server/modules/carts/add.ts': `await ctx.sql\`${sql}\`` })
const migration = (sql: string): Record<string, string> => ({ 'db/migrations/1_carts.sql': sql })

export const sqlRules: Rule[] = [
  {
    name: 'no-schema-names',
    says: 'No schema is named in SQL: which one it is, only platform/db.ts knows.',
    check: inSql(/\b(?:from|join|into|update|references|create table|alter table)\s+(?:hilo|public|pg_catalog)\.\w+/, {
      migrations: true,
    }),
    bad: [verb('select 1 from hilo.cart'), migration('create table public.cart (id uuid);')],
    good: [
      verb('select c.id from cart c join lateral (select 1) x on c.id = x.id'),
      migration('create table cart (id uuid);'),
    ],
  },
  {
    name: 'no-hidden-work',
    says: 'No triggers, stored procedures, rules, LISTEN or NOTIFY: what happens is written in a verb.',
    check: inSql(
      /\bcreate (?:or replace )?(?:constraint )?(?:trigger|function|procedure|rule)\b|\b(?:listen|notify)\s+\w+|\bpg_notify\b/,
      { migrations: true },
    ),
    bad: [
      verb('notify carts'),
      migration('create or replace function f() returns int language sql as $$ select 1 $$;'),
    ],
    good: [verb('insert into cart_notice (text) values ($)'), migration('create table listener (name text);')],
  },
  {
    name: 'clock-is-given',
    says: 'SQL never asks for the time: pass ${ctx.now}.',
    check: inSql(
      /\bnow\(\)|\b(?:clock_timestamp|statement_timestamp|transaction_timestamp)\(\)|\b(?:current_timestamp|current_date|current_time|localtimestamp)\b/,
      {
        migrations: true,
      },
    ),
    bad: [
      verb('update cart set updated_at = now()'),
      migration('create table cart (at timestamptz default current_timestamp);'),
    ],
    good: [verb('update cart set updated_at = $')],
  },
  {
    name: 'postgres-15',
    says: 'Nothing newer than PostgreSQL 15, so that the same tables can be spread over machines.',
    check: inSql(
      /\buuidv7\(|\bany_value\(|\bjson_table\(|\breturning\s+(?:with\s*\(|merge_action)|(?<!\b(?:with|from|join|as)\s+(?:old|new)\b[^]*)\breturning\s+(?:old|new)\.|\bwithout overlaps\b|\bvirtual\b(?=\s*[,)])/,
      {
        migrations: true,
      },
    ),
    bad: [verb('update cart set a = 1 returning old.id'), migration('create table cart (id uuid default uuidv7());')],
    good: [verb('with old as (select 1) update cart set a = 1 from old returning old.id')],
  },
  {
    name: 'no-raw-sql',
    says: 'Modules splice no raw text into SQL: values become parameters, pieces are `fragment` templates.',
    check: inSources(({ module, test, code }) =>
      module === null || test ? [] : matches(code, /\b(?:fragment|sql)\.(?:raw|lit)\(/),
    ),
    bad: [{ 'server/modules/carts/list.ts': 'const order = fragment.raw(input.sort)' }],
    good: [{ 'server/modules/carts/list.ts': 'const order = fragment`order by id`' }],
  },
]
