import type { Rule } from './judge.ts'

export const NOBODY = '00000000-0000-7000-8000-00000000dead'

export type Sample = [what: string, text: string, ...values: (string | null)[]]

/** Statements each rule must find. */
export const BAD: Partial<Record<Rule, Sample[]>> = {
  'whole table': [
    ['a condition no index knows', 'select id from orders where note = $1', 'x'],
    ['the same before a LIMIT that nothing may fill', 'select id from orders where note = $1 limit 10', 'x'],
    ['months of the log', 'select id from event where actor_name = $1 order by id limit 10', 'x'],
    [
      'behind a join',
      `select c.id from customer c join orders o on o.customer_id = c.id where o.note = $1 limit 5`,
      'x',
    ],
    ['inside EXISTS', 'select id from store s where exists (select from orders o where o.note = s.name) limit 5'],
    ['an update', 'update orders set note = null where note = $1', 'x'],
    ['a deletion', 'delete from order_line where note = $1', 'x'],
    [
      'a list that is only sometimes narrowed',
      'select id from orders where $1::text is null or note = $1 limit 10',
      'x',
    ],
    ['a count of everything', 'select count(*) from order_line where quantity > 1'],
  ],
  'whole index': [['every key in order', 'select id from orders order by id']],
  'later column': [
    [
      'what is held at one place, by an index of articles first',
      `select quantity from stock_reservation where location_id = $1 and expires_at < $2 limit 5`,
      NOBODY,
      '2026-01-01',
    ],
  ],
  'long walk': [
    [
      'the first of a kind that is rare',
      'select term from customer_term where length(term) = 9 order by customer_id, kind, term limit 30',
    ],
    [
      'one state of several, when the test asks for the usual one',
      'select id from payment where status = $1 order by created_at desc, id desc limit 30',
      'captured',
    ],
    ['a page far down a list', 'select id from orders order by placed_at desc, id desc limit 10 offset 5000'],
  ],
  'many rows': [['what was earned in four months', 'select sum(gross) from orders where placed_at > $1', '2026-07-15']],
  'big sort': [['the dearest of all', 'select id from order_line order by gross desc limit 10']],
  'answer without bound': [
    ['every order of two months', 'select id from orders where placed_at > $1 order by placed_at', '2026-09-20'],
  ],
  'list without a bound': [
    ['all orders of a customer', 'select id from orders where customer_id = $1 order by placed_at desc', NOBODY],
    ['all orders of a few', 'select id from orders where customer_id = any($1::uuid[])', `{${NOBODY}}`],
    ['the whole thread of one', 'select id from event where customer_id = $1 order by occurred_at desc', NOBODY],
    [
      'what belongs to each of them',
      'select l.sku from orders o join order_line l on l.order_id = o.id where o.customer_id = $1',
      NOBODY,
    ],
    [
      'kept aside first',
      'with mine as materialized (select id from orders where customer_id = $1) select id from mine order by id',
      NOBODY,
    ],
    ['each different one', 'select distinct channel, number from orders where customer_id = $1', NOBODY],
    [
      'two lists in one, of which one ends',
      'select id from orders where customer_id = $1 union all (select id from orders order by placed_at desc limit 5)',
      NOBODY,
    ],
    ['as one document each', 'select customer_id, json_agg(id) from orders where customer_id = $1 group by 1', NOBODY],
  ],
}

/** And others all of them must let pass. */
export const GOOD: Sample[] = [
  ['one by its id', 'select * from orders where id = $1', NOBODY],
  ['a few by their ids', 'select * from orders where id = any($1::uuid[])', `{${NOBODY}}`],
  [
    'a page in the order of an index',
    'select id from orders where (placed_at, id) < ($1, $2) order by placed_at desc, id desc limit 51',
    'infinity',
    NOBODY,
  ],
  ['some of a table, any of them', 'select id from orders limit 10'],
  [
    'a page of the busiest article',
    'select id from order_line where variant_id = $1 order by order_id limit 51',
    NOBODY,
  ],
  [
    'the thread of one',
    'select id from event where customer_id = $1 order by occurred_at desc, id desc limit 51',
    NOBODY,
  ],
  ['a month that was never made', `select 1 from event_other where recorded_at >= '2026-11-01' limit 1`],
  ['a table that is small', 'select * from store where name = $1', 'x'],
  [
    'a few for each of few',
    `select l.id from unnest($1::uuid[]) v(id) cross join lateral (select id from order_line where variant_id = v.id order by order_id limit 200) l`,
    `{${NOBODY},${NOBODY},${NOBODY}}`,
  ],
  [
    'a list that is narrowed when it is asked to be',
    'select id from orders where ($1::uuid is null or customer_id = $1) order by placed_at desc, id desc limit 51',
    NOBODY,
  ],
  [
    'what is due at one place, whatever its state: an index says these between the two',
    'select id from fulfilment where location_id = $1 and due_at < $2 limit 51',
    NOBODY,
    '2026-01-01',
  ],
  ['the lines of an order', 'select * from order_line where order_id = $1 order by position', NOBODY],
  [
    'the lines of a few orders, with what they are of',
    'select l.*, v.sku from order_line l left join variant v on v.id = l.variant_id where l.order_id = any($1::uuid[])',
    `{${NOBODY},${NOBODY}}`,
  ],
  ['sums by channel', 'select channel, sum(gross) from orders where customer_id = $1 group by channel', NOBODY],
  ['one by a key of two columns', 'select id from orders where channel = $1 and external_id = $2', 'web', 'x'],
  [
    'some by a key that is worked out, or by another',
    'select id from variant where lower(sku) = any($1::text[]) or id = $2',
    '{a,b}',
    NOBODY,
  ],
  [
    'what is known of those who were asked for',
    'select a.id, o.number from unnest($1::uuid[]) a(id) left join orders o on o.id = a.id',
    `{${NOBODY}}`,
  ],
  [
    'those who have one',
    'select id from customer c where id = any($1::uuid[]) and exists (select from orders where customer_id = c.id)',
    `{${NOBODY}}`,
  ],
  ['an update of one', 'update orders set note = $2 where id = $1', NOBODY, 'x'],
  [
    'an insertion',
    `insert into customer_preference (customer_id, name, value, source, updated_at) values ($1, 'a', '1', 'b', $2)`,
    NOBODY,
    '2026-11-23',
  ],
]
