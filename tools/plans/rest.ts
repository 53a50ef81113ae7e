import { draw, idAt } from '../scale/draw.ts'

/** Of tables that grow with the business, but of which the retailer of tools/scale has few rows or none. */
const ROWS = 3_000
const BORN = `1750000000000`
const AT = `timestamptz '2026-11-01 09:00+00' + n * interval '5 minutes'`
const numbered = `generate_series(1, ${ROWS}) n`
const some = (table: string, columns: string): string =>
  `(select row_number() over (order by ${columns.split(',')[0]}) as n, ${columns} from ${table} limit ${ROWS})`

/**
 * Fills what tools/scale leaves thin, so that no plan is judged on an empty table. The rows keep every key and
 * check; they tell no sound story, and no doctor is asked about them.
 */
export const REST: readonly string[] = [
  `insert into customer_merge (id, kept_id, joined_id, evidence, actor_kind, merged_at)
   select ${idAt(BORN, 'customer', 'n', 1)}, a, b, '{}', 'staff', ${AT}
     from (select row_number() over (order by id) as n, id as a, lead(id) over (order by id) as b from customer) c where n % 40 = 0 and b is not null;
   update customer set cluster_id = kept_id from customer_merge where joined_id = customer.id`,
  `insert into customer_preference (customer_id, name, value, source, updated_at) select id, 'size', '"M"', 'web', ${AT} from ${some('customer', 'id')}`,
  `insert into customer_note (id, customer_id, text, visible_to, created_at)
   select ${idAt(BORN, 'customer', 'n', 2)}, id, 'Prefiere la tarde', 'staff', ${AT} from ${some('customer', 'id')}`,
  `insert into customer_erasure (id, customer_id, requested_by, erased_at, removed)
   select ${idAt(BORN, 'customer', 'n', 3)}, id, 'customer', ${AT}, '{}' from ${some('customer', 'id')}`,
  `insert into access_passkey (id, subject_kind, subject_id, credential_id, public_key, counter, name, created_at)
   select ${idAt(BORN, 'session', 'n', 1)}, 'customer', id, md5(id::text), 'key', 1, 'phone', ${AT} from ${some('customer', 'id')}`,
  `insert into access_challenge (id, kind, contact_kind, contact, secret, expires_at, created_at)
   select ${idAt(BORN, 'session', 'n', 2)}, 'one_time_code', 'email', 'a' || n || '@hilo.example', 'secret', ${AT} + interval '10 minutes', ${AT} from ${numbered}`,
  `insert into access_attempt (subject, window_at, attempts) select 'sign-in ' || n, ${AT}, 1 from ${numbered}`,
  `insert into idempotency (caller, key, operation, body_hash, status, answer, claimed_at) select 'caller ' || n % 50, 'key ' || n, 'addCartLine', md5(n::text), 200, '{}', ${AT} from ${numbered}`,
  `insert into media (id, product_id, path, width, height)
   select ${idAt(BORN, 'receipt', 'n', 1)}, id, lpad(n::text, 64, '0'), 1280, 1280 from ${some('product', 'id')}`,
  `insert into media (id, product_id, path, width, height, position)
   select ${idAt(BORN, 'receipt', 'n', 2)}, id, lpad(n::text, 64, '1'), 1280, 1280, 1 from ${some('product', 'id')}`,
  `insert into cart (id, code, status, customer_id, channel, currency, locale, created_at, updated_at, expires_at)
   select ${idAt(BORN, 'open cart', 'n')}, lpad(n::text, 8, 'Z'), 'open', id, 'web', 'EUR', 'es', ${AT}, ${AT}, ${AT} + interval '30 days' from ${some('customer', 'id')};
   insert into cart_line (id, cart_id, variant_id, quantity, position, added_in, added_by, added_at)
   select ${idAt(BORN, 'open cart line', 'n')}, ${idAt(BORN, 'open cart', 'n')}, id, 1, 0, 'web', 'customer', ${AT} from ${some('variant', 'id')};
   insert into stock_reservation (id, cart_id, line_id, variant_id, location_id, quantity, expires_at, created_at)
   select ${idAt(BORN, 'open cart', 'n', 1)}, ${idAt(BORN, 'open cart', 'n')}, ${idAt(BORN, 'open cart line', 'n')}, variant_id, location_id, 1, ${AT} + interval '30 minutes', ${AT}
     from ${some('stock_level', 'variant_id, location_id')}`,
  `insert into stock_allocation (id, order_id, order_line_id, variant_id, location_id, quantity, created_at)
   select ${idAt(BORN, 'allocation', 'n', 1)}, order_id, id, variant_id, (select id from location where store_id is null), 1, ${AT}
     from ${some('order_line', 'id, order_id, variant_id')} on conflict do nothing`,
  `insert into stock_transfer (id, from_id, to_id, status, sent_at, received_at)
   select ${idAt(BORN, 'receipt', 'n', 3)}, w.id, s.id, 'received', ${AT}, ${AT} from ${numbered}
     join lateral (select id from location where store_id is null) w on true
     join (select id, row_number() over (order by code) - 1 as i from location where store_id is not null) s on s.i = n % (select count(*) from store);
   insert into stock_transfer_line (transfer_id, variant_id, sent, received) select ${idAt(BORN, 'receipt', 'n', 3)}, id, 2, 2 from ${some('variant', 'id')}`,
  `insert into stock_count (id, location_id, variant_id, expected, counted, reason, counted_at)
   select ${idAt(BORN, 'receipt', 'n', 4)}, location_id, variant_id, 5, 5, 'count', ${AT} from ${some('stock_level', 'variant_id, location_id')}`,
  `insert into stock_exclusion (id, location_id, variant_id, reason, until_at)
   select ${idAt(BORN, 'receipt', 'n', 5)}, location_id, variant_id, 'not_found', ${AT} from ${some('stock_level', 'variant_id, location_id')}`,
  `insert into fulfilment_rejection (id, fulfilment_id, location_id, reason, rejected_at)
   select ${idAt(BORN, 'fulfilment', 'n', 1)}, id, location_id, 'not_found', ${AT} from ${some('fulfilment', 'id, location_id')}`,
  `insert into payment_notice (id, provider, notice_id, payload, received_at, applied_at)
   select ${idAt(BORN, 'payment', 'n', 1)}, 'sandbox', 'notice ' || n, '{}', ${AT}, case when ${draw('n', 71)} < 0.99 then ${AT} end from ${numbered}`,
  `insert into import_run (id, kind, source, status, started_at, updated_at)
   values (${idAt(BORN, 'receipt', '1', 6)}, 'online-retail', 'a file', 'completed', '2026-11-01', '2026-11-01');
   insert into import_row (run_id, part, row, key, content) select ${idAt(BORN, 'receipt', '1', 6)}, 'sales', n, 'key ' || n / 3, '{}' from ${numbered};
   insert into import_error (run_id, part, row, code, severity, message) select ${idAt(BORN, 'receipt', '1', 6)}, 'sales', n, 'odd', 'remark', 'odd' from ${numbered}`,
]

/** Tables that grow with the company, not with its business: read from end to end, they are still small. */
export const SMALL: ReadonlySet<string> = new Set(
  `migration legal_entity retailer channel store opening_hours opening_exception location channel_location register staff staff_store
   access_password access_totp access_recovery_code access_key access_device category category_text tax_rate price_list listener dead_letter
   import_run`.split(/\s+/),
)

/** The tables those statements write to. */
export const THICKENED: readonly string[] = [
  ...new Set(
    REST.flatMap((text) => [...text.matchAll(/(?:insert into|update) (\w+)/g)].map(([, table]) => table as string)),
  ),
]
