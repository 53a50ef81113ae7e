import { spellingsNear } from '#customers'
import { draw, idAt, shuffled, skewed } from './draw.ts'
import type { Lane } from './lanes.ts'
import { FAMILY, GIVEN, MAIL_HOUSES, RARE } from './names.ts'
import type { Period, Scale } from './period.ts'
import { momentOf } from './period.ts'

/** So many came with the books of before, on the eve; the others one by one through the two years. */
const OLD_SHARE = 0.3
const HALF_A_DAY_MS = 43_200_000
const WORDS_AT_ONCE = 5_000
/** Primes beyond any number of customers: no two get one number. */
const PHONES = 99_999_989
const CARDS = 9_999_999_967

/** SQL: when the customer of a number from 0 was born, in milliseconds. */
const bornAt = (n: string, { customers }: Scale, { start_ms, span_ms, eve_ms }: Period): string =>
  `floor(case when (${n}) < ${OLD_SHARE * customers} then ${eve_ms} + ${HALF_A_DAY_MS}::float8 * (${n}) / ${Math.max(1, OLD_SHARE * customers)}
              else ${start_ms} + ${span_ms} * ((${n}) / ${Math.max(1, customers)}::float8 - ${OLD_SHARE}) / ${1 - OLD_SHARE} end)::bigint`

/** SQL: their id; null where the number is. */
export const customerIdOf = (n: string, scale: Scale, period: Period): string =>
  idAt(bornAt(n, scale, period), 'customer', n)

const list = (table: string, names: readonly string[]): string => `
  create temporary table ${table} as select row_number() over () - 1 as i, name from unnest('{${names.join(',')}}'::text[]) name;
  analyze ${table};`

const PLAIN = (text: string): string => `translate(lower(${text}), 'áàäéèëíìïóòöúùüñç', 'aaaeeeiiiooouuunc')`

const people = (scale: Scale, period: Period): string => `
  with drawn as (
    select n, ${bornAt('n', scale, period)} as ms, ${skewed('n', 41, `${GIVEN.length}`, 1.7)} as first, ${skewed('n', 42, `${GIVEN.length}`, 1.7)} as second,
           ${draw('n', 43)} < 0.3 as compound, ${skewed('n', 44, `${FAMILY.length}`, 1.5)} as father, ${skewed('n', 45, `${FAMILY.length}`, 1.5)} as mother,
           ${skewed('n', 46, `${RARE.length}`, 1)} as rare_father, ${skewed('n', 47, `${RARE.length}`, 1)} as rare_mother,
           ${draw('n', 48)} < 0.25 as has_rare_father, ${draw('n', 49)} < 0.25 as has_rare_mother
      from generate_series(0, ${scale.customers - 1}) n)
  insert into customer (id, cluster_id, given_name, family_name, language, country, tags, created_in, created_at, updated_at)
  select ${idAt('d.ms', 'customer', 'd.n')}, ${idAt('d.ms', 'customer', 'd.n')}, a.name || case when d.compound then ' ' || b.name else '' end,
         case when d.has_rare_father then rf.name else f.name end || ' ' || case when d.has_rare_mother then rm.name else m.name end,
         'es', 'ES', case when d.n % 50 = 0 then '{gold}'::text[] else '{}' end, case when d.n < ${OLD_SHARE * scale.customers} then 'import' else 'web' end,
         ${momentOf('d.ms')}, ${momentOf('d.ms')}
    from drawn d
    join filling_given a on a.i = d.first join filling_given b on b.i = d.second
    join filling_family f on f.i = d.father join filling_family m on m.i = d.mother
    join filling_rare rf on rf.i = d.rare_father join filling_rare rm on rm.i = d.rare_mother`

/** What they are reached by, one row for each who has it; the number behind a name in a mail counts those who are called so. */
const contacts = `
  create unlogged table filling_contact as
  with numbered as (
    select id, row_number() over (order by id) as n, created_at,
           replace(${PLAIN(`split_part(given_name, ' ', 1) || '.' || split_part(family_name, ' ', 1)`)}, ' ', '') as box
      from customer)
  select id, n, created_at, 'email' as kind,
         box || coalesce(nullif(row_number() over (partition by box order by n), 1)::text, '') || '@' ||
         ('{${MAIL_HOUSES.join(',')}}'::text[])[1 + ${skewed('n', 51, `${MAIL_HOUSES.length}`, 1)}] as value, null as shown
    from numbered where ${draw('n', 52)} < 0.7
  union all
  select id, n, created_at, 'phone', '+346' || lpad(${shuffled('n', 48_271_003, PHONES)}::text, 8, '0'), null from numbered where ${draw('n', 53)} < 0.85
  union all
  select id, n, created_at, 'card', 'H' || lpad(${shuffled('n', 2_038_074_743, CARDS)}::text, 10, '0'), null from numbered where ${draw('n', 54)} < 0.4`

const identities = `
  insert into customer_identity (id, customer_id, kind, account, value, shown, level, source, valid_from)
  select case kind when 'email' then ${idAt('n', 'email', 'n')} when 'phone' then ${idAt('n', 'phone', 'n')} else ${idAt('n', 'card', 'n')} end,
         id, kind, '', value,
         case kind when 'phone' then regexp_replace(value, '^(\\+34)(...)(..)(..)(..)$', '\\1 \\2 \\3 \\4 \\5') else value end,
         case when kind = 'card' or ${draw('n', 55)} < 0.6 then 'verified' else 'claimed' end, 'import', created_at
    from filling_contact`

const terms = `
  insert into customer_term (customer_id, kind, term)
  select id, 'name', ${PLAIN(`given_name || ' ' || family_name`)} from customer
  union all
  select id, 'family', ${PLAIN(`family_name || ' ' || given_name`)} from customer
  union all
  select id, kind, case kind when 'phone' then substr(value, 2) else lower(value) end from filling_contact`

const arrivals = `
  insert into event (id, position, type, customer_id, channel, actor_kind, subject_kind, subject_id, occurred_at, recorded_at, data)
  select ${idAt('n', 'event', 'n', 15)}, n, 'customer.created', id, created_in, 'system', 'customer', id, created_at, created_at, '{"known": true}'
    from (select *, row_number() over (order by id) as n from customer) c`

/** People with names, contacts and what they are found by, and what they answered and left. */
export async function fillCustomers(lane: Lane, scale: Scale, period: Period): Promise<void> {
  if (scale.customers === 0) return
  await lane.run(list('filling_given', GIVEN) + list('filling_family', FAMILY) + list('filling_rare', RARE))
  await lane.run(people(scale, period))
  await lane.run('analyze customer')
  await lane.run(contacts)
  for (const text of [identities, terms, arrivals, left(period), 'drop table filling_contact']) await lane.run(text)
  await learnWords(lane)
}

/** Half answered whether they want letters, a quarter gave an address, a fifth are signed in somewhere. */
const left = ({ now }: Period): string => `
  insert into consent (id, customer_id, contact_kind, contact_value, channel, purpose, answer, text_version, proof, asked_in, actor_kind, answered_at)
  select ${idAt('n', 'consent', 'n')}, id, 'email', value, 'email', 'marketing', case when ${draw('n', 61)} < 0.7 then 'granted' else 'denied' end,
         '2024-1', '{}', 'web', 'customer', created_at
    from filling_contact where kind = 'email' and ${draw('n', 62)} < 0.7;
  insert into customer_address (id, customer_id, address, is_default, created_at)
  select ${idAt('n', 'address', 'n')}, id, jsonb_build_object('line1', 'Calle Real ' || n % 200, 'city', 'Madrid', 'postcode', '28013', 'country', 'ES'), true, created_at
    from filling_contact where kind = 'phone' and ${draw('n', 63)} < 0.3;
  insert into access_session (id, token_hash, kind, customer_id, verified_at, channel, created_at, seen_at, expires_at)
  select ${idAt('n', 'session', 'n')}, md5('session ' || n), 'customer', id, created_at, 'web', created_at, created_at,
         timestamptz '${now.toISOString()}' + interval '1 day' * (1 + 29 * ${draw('n', 64)})
    from filling_contact where kind = 'phone' and ${draw('n', 65)} < 0.25`

/** The vocabulary by which typing errors are forgiven. */
async function learnWords(lane: Lane): Promise<void> {
  const said = await lane.rows<{ word: string }>(`
    select distinct word from customer_term, regexp_split_to_table(term, '[^a-z]+') word
     where kind in ('name', 'email') and length(word) between 3 and 40 order by word`)
  for (let from = 0; from < said.length; from += WORDS_AT_ONCE) {
    const rows = said
      .slice(from, from + WORDS_AT_ONCE)
      .map(({ word }) => `('${word}', '{${spellingsNear(word).join(',')}}')`)
    await lane.run(`insert into customer_word (word, near) values ${rows.join(', ')}`)
  }
}
