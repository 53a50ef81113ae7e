import { draw, idAt } from '../scale/draw.ts'

/** Of tables that grow with the business, but of which the retailer of tools/scale has few rows or none. */
const ROWS = 12_000
const BORN = `1750000000000`
/** Of the last day, as what is cleaned away after a day always is. */
const AT = `timestamptz '2026-11-22 10:10+00' + n * interval '7 seconds'`
const LATER = `timestamptz '2026-11-23 10:00+00' + n * interval '1 second'`
/** So many more of each product, and of some the variants with their prices. */
const COPIES = 30
const COPIES_WITH_VARIANTS = 4
const IMPORTS = 60
/** Who asks with keys: mostly customers, a few times each. */
const CALLERS = 1_500
/** Who stands at the tills. */
const CASHIER = `uuid '00000000-0000-7000-8000-0000000000ca'`
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
     from (select row_number() over (order by id) as n, id as a, lead(id) over (order by id) as b from customer) c where n % 2 = 0 and b is not null limit ${ROWS};
   update customer set cluster_id = kept_id from customer_merge where joined_id = customer.id`,
  `insert into stock_capacity (location_id, on_date, taken)
   select l.id, date '2019-01-01' + n, 3 from location l, generate_series(1, 1100) n on conflict do nothing`,
  `insert into access_session (id, token_hash, kind, customer_id, channel, created_at, seen_at, expires_at)
   select ${idAt(BORN, 'session', 'n', 3)}, md5(id::text), 'customer', id, 'web', ${AT}, ${AT}, ${LATER} from ${some('customer', 'id')}`,
  `insert into customer_word (word, near) select w, array[w, substr(w, 2)] from (select 'zz' || translate(n::text, '0123456789', 'abcdefghij') as w from ${numbered}) x`,
  `insert into customer_preference (customer_id, name, value, source, updated_at) select id, 'size', '"M"', 'web', ${AT} from ${some('customer', 'id')}`,
  `insert into customer_note (id, customer_id, text, visible_to, created_at)
   select ${idAt(BORN, 'customer', 'n', 2)}, id, 'Prefiere la tarde', 'staff', ${AT} from ${some('customer', 'id')}`,
  `insert into customer_address (id, customer_id, address, created_at)
   select ${idAt(BORN, 'address', 'n', 1)}, id, '{"line1": "Calle Real", "city": "Madrid", "postcode": "28013", "country": "ES"}', ${AT} from ${some('customer', 'id')}`,
  `insert into customer_erasure (id, customer_id, requested_by, erased_at, removed)
   select ${idAt(BORN, 'customer', 'n', 3)}, id, 'customer', ${AT}, '{}' from ${some('customer', 'id')}`,
  `insert into access_passkey (id, subject_kind, subject_id, credential_id, public_key, counter, name, created_at)
   select ${idAt(BORN, 'session', 'n', 1)}, 'customer', id, md5(id::text), 'key', 1, 'phone', ${AT} from ${some('customer', 'id')}`,
  `insert into access_challenge (id, kind, contact_kind, contact, secret, expires_at, created_at)
   select ${idAt(BORN, 'session', 'n', 2)}, 'one_time_code', 'email', 'a' || n || '@hilo.example', 'secret', ${LATER}, ${AT} from ${numbered}`,
  `insert into access_attempt (subject, window_at, attempts) select 'sign-in ' || n, ${AT}, 1 from ${numbered}`,
  `insert into idempotency (caller, key, operation, body_hash, status, answer, claimed_at) select 'caller ' || n % ${CALLERS}, 'key ' || n, 'addCartLine', md5(n::text), 200, '{}', ${AT} from ${numbered}`,
  `create temporary table copied as
   select p.id as of, n, ${idAt(BORN, 'receipt', 'n * 100000 + row_number() over (order by p.id)', 7)} as id from product p, generate_series(1, ${COPIES}) n;
   insert into product select c.id, p.slug || '-' || c.n, p.status, p.brand, p.product_type, p.kind, p.tax_class, p.attributes, p.tags, p.created_at, p.updated_at
     from copied c join product p on p.id = c.of;
   insert into product_text (product_id, locale, name, description) select c.id, t.locale, t.name || ' ' || c.n, t.description from copied c join product_text t on t.product_id = c.of;
   insert into product_search select c.id, t.locale, t.title || ' ' || c.n, t.document, t.words from copied c join product_search t on t.product_id = c.of;
   insert into product_option select c.id, o.code, o.position, o.names, o.choices from copied c join product_option o on o.product_id = c.of;
   insert into product_category select c.id, o.category_id, o.position from copied c join product_category o on o.product_id = c.of;
   create temporary table copied_variant as
   select v.id as of, c.id as product_id, c.n, ${idAt(BORN, 'receipt', 'c.n * 100000 + row_number() over (order by v.id)', 8)} as id
     from copied c join variant v on v.product_id = c.of where c.n <= ${COPIES_WITH_VARIANTS};
   insert into variant (id, product_id, sku, options, position, weight_g, status, updated_at)
   select c.id, c.product_id, v.sku || '-' || c.n, v.options, v.position, v.weight_g, v.status, v.updated_at from copied_variant c join variant v on v.id = c.of;
   insert into price (id, price_list_id, variant_id, min_quantity, amount, compare_at, updated_at)
   select ${idAt(BORN, 'receipt', 'row_number() over ()', 9)}, p.price_list_id, c.id, p.min_quantity, p.amount, p.compare_at, p.updated_at
     from copied_variant c join price p on p.variant_id = c.of;
   insert into price_history (id, price_list_id, variant_id, min_quantity, amount, from_at, to_at)
   select ${idAt(BORN, 'receipt', 'row_number() over ()', 10)}, h.price_list_id, c.id, h.min_quantity, h.amount, h.from_at, h.to_at
     from copied_variant c join price_history h on h.variant_id = c.of;
   drop table copied, copied_variant`,
  `insert into media (id, product_id, path, width, height)
   select ${idAt(BORN, 'receipt', 'n', 1)}, id, lpad(n::text, 64, '0'), 1280, 1280 from ${some('product', 'id')}`,
  `insert into cart (id, code, status, customer_id, channel, currency, locale, created_at, updated_at, expires_at)
   select ${idAt(BORN, 'open cart', 'n')}, lpad(n::text, 8, 'Z'), 'open', id, 'web', 'EUR', 'es', ${AT}, ${AT}, ${LATER} from ${some('customer', 'id')};
   insert into cart_line (id, cart_id, variant_id, quantity, position, added_in, added_by, added_at)
   select ${idAt(BORN, 'open cart line', 'n')}, ${idAt(BORN, 'open cart', 'n')}, id, 1, 0, 'web', 'customer', ${AT} from ${some('variant', 'id')};
   insert into stock_reservation (id, cart_id, line_id, variant_id, location_id, quantity, expires_at, created_at)
   select ${idAt(BORN, 'open cart', 'n', 1)}, ${idAt(BORN, 'open cart', 'n')}, ${idAt(BORN, 'open cart line', 'n')}, variant_id, location_id, 1, ${LATER}, ${AT}
     from ${some('stock_level', 'variant_id, location_id')};
   insert into stock_plan (cart_id, question, plan, expires_at) select ${idAt(BORN, 'open cart', 'n')}, md5(n::text), '{}', ${LATER} from ${numbered}`,
  // Most carts come to nothing.
  `insert into cart (id, code, status, customer_id, channel, store_id, currency, locale, created_at, updated_at, expires_at)
   select ${idAt(BORN, 'open cart', 'n', 2)}, lpad(n::text, 8, 'Y'), case when n % 10 = 0 then 'merged' else 'expired' end, c.id, 'web',
          case when n % 4 = 0 then (select id from store order by code limit 1) end, 'EUR', 'es', ${AT}, ${AT}, ${AT}
     from ${some('customer', 'id')} c`,
  `insert into insight_fact (kind, subject_id, at, hour, channel, store_id, pickup_store_id, currency, began_in, paid_in, received, cut_from, units, amount)
   select 'order', id, placed_at, date_trunc('hour', placed_at), channel, store_id, pickup_store_id, currency, channel, channel, delivery_method,
          case when substr(id::text, 36) = '7' then 'web' end, 2, gross from orders;
   insert into insight_fact (kind, subject_id, at, hour, channel, good) select 'cart', id, created_at, date_trunc('hour', created_at), channel, status = 'placed' from cart;
   insert into insight_fact (kind, subject_id, at, hour, channel) select 'customer', id, created_at, date_trunc('hour', created_at), created_in from customer;
   insert into insight_fact (kind, subject_id, at, hour, channel, received, good)
   select 'promise', id, due_at, date_trunc('hour', due_at), 'web', kind, attempt = 1 from fulfilment where kind <> 'carry_out';
   insert into insight_hour (id, kind, hour, channel, store_id, pickup_store_id, currency, began_in, paid_in, received, cut_from, count, units, amount, canceled, good)
   select ${idAt(BORN, 'receipt', 'row_number() over ()', 11)}, kind, hour, channel, store_id, pickup_store_id, currency, began_in, paid_in, received, cut_from,
          count(*), sum(units), sum(amount), sum(canceled), sum(good::int)
     from insight_fact group by kind, hour, channel, store_id, pickup_store_id, currency, began_in, paid_in, received, cut_from`,
  `insert into look (id, customer_id, operation, actor_kind, actor_id, actor_name, channel, request_id, recorded_at)
   select ${idAt(BORN, 'session', 'n', 5)}, id, 'getCustomer', 'staff', ${idAt(BORN, 'session', `n % ${CALLERS}`, 6)}, 'Eva', 'phone', 'request ' || n, ${AT}
     from ${some('customer', 'id')}`,
  `insert into stock_allocation (id, order_id, order_line_id, variant_id, location_id, quantity, created_at)
   select ${idAt(BORN, 'allocation', 'n', 1)}, order_id, id, variant_id, (select id from location where store_id is null), 1, ${AT}
     from ${some('order_line', 'id, order_id, variant_id')} on conflict do nothing`,
  `insert into order_adjustment (id, order_id, line_id, kind, amount, reason, cause_id, actor_kind, made_at)
   select ${idAt(BORN, 'adjustment', 'n', 2)}, order_id, id, 'correction', 0, 'price', ${idAt(BORN, 'adjustment', 'n', 3)}, 'staff', ${AT}
     from ${some('order_line', 'id, order_id')}`,
  `insert into stock_transfer (id, from_id, to_id, status, sent_at, received_at)
   select ${idAt(BORN, 'receipt', 'n', 3)}, w.id, s.id, 'received', ${AT}, ${AT} from ${numbered}
     join lateral (select id from location where store_id is null) w on true
     join (select id, row_number() over (order by code) - 1 as i from location where store_id is not null) s on s.i = n % nullif((select count(*) from store), 0);
   insert into stock_transfer_line (transfer_id, variant_id, sent, received) select ${idAt(BORN, 'receipt', 'n', 3)}, id, 2, 2 from ${some('variant', 'id')}`,
  `insert into stock_count (id, location_id, variant_id, expected, counted, reason, counted_at)
   select ${idAt(BORN, 'receipt', 'n', 4)}, location_id, variant_id, 5, 5, 'count', ${AT} from ${some('stock_level', 'variant_id, location_id')}`,
  `insert into stock_exclusion (id, location_id, variant_id, reason, until_at)
   select ${idAt(BORN, 'receipt', 'n', 5)}, location_id, variant_id, 'not_found', case when n % 100 = 0 then ${LATER} else ${AT} end from ${some('stock_level', 'variant_id, location_id')}`,
  `insert into fulfilment_rejection (id, fulfilment_id, location_id, reason, rejected_at)
   select ${idAt(BORN, 'fulfilment', 'n', 1)}, id, location_id, 'not_found', ${AT} from ${some('fulfilment', 'id, location_id')}`,
  `insert into payment_notice (id, provider, notice_id, payload, received_at, applied_at)
   select ${idAt(BORN, 'payment', 'n', 1)}, 'sandbox', 'notice ' || n, '{}', ${AT}, case when ${draw('n', 71)} < 0.99 then ${AT} end from ${numbered}`,
  `insert into import_run (id, kind, source, status, started_at, updated_at)
   select ${idAt(BORN, 'receipt', 'n', 6)}, 'online-retail', 'file ' || n, 'completed', ${AT}, ${AT} from generate_series(1, ${IMPORTS}) n;
   insert into import_row (run_id, part, row, key, content) select ${idAt(BORN, 'receipt', `1 + n % ${IMPORTS}`, 6)}, 'sales', n, 'key ' || n / 3, '{}' from ${numbered};
   insert into import_error (run_id, part, row, code, severity, message) select ${idAt(BORN, 'receipt', `1 + n % ${IMPORTS}`, 6)}, 'sales', n, 'odd', 'remark', 'odd' from ${numbered}`,
  // A till in each store, with years of shifts behind it.
  `insert into staff (id, email, name, role, created_at) values (${CASHIER}, 'caja@hilo.example', 'Caja', 'assistant', timestamptz '2024-01-01');
   insert into register (id, store_id, code, name) select ${idAt(BORN, 'receipt', 'n', 11)}, id, 'mostrador', 'Mostrador' from ${some('store', 'id')};
   insert into access_device (id, register_id, name, token_hash, enrolled_at)
   select ${idAt(BORN, 'receipt', 'n', 12)}, ${idAt(BORN, 'receipt', 'n', 11)}, 'Mostrador', 'till ' || n, ${AT} from ${some('store', 'id')};
   insert into till (device_id, store_id, series, last_seq, last_hash, updated_at)
   select ${idAt(BORN, 'receipt', 'n', 12)}, id, 'T' || n, ${ROWS}, md5(''), ${AT} from ${some('store', 'id')};
   create temporary table at_till as
   select n, t.device_id, t.store_id from ${numbered} join (select row_number() over (order by device_id) - 1 as i, device_id, store_id from till) t
       on t.i = n % (select count(*) from till);
   insert into till_shift (id, device_id, store_id, currency, opened_at, opened_by, float, closed_at, closed_by, z_number)
   select ${idAt(BORN, 'receipt', 'n', 13)}, device_id, store_id, 'EUR', ${AT}, ${CASHIER}, 0, ${LATER}, ${CASHIER}, n from at_till;
   insert into till_fact (device_id, seq, prev_hash, hash, kind, said_at, at, staff_id, body, shift_id, order_id, receipt, recorded_at)
   select device_id, n, md5(n::text), md5((n + 1)::text), 'sale', '', ${AT}, ${CASHIER}, '{"tenders": []}', ${idAt(BORN, 'receipt', 'n', 13)}, o.id, n, ${AT}
     from at_till join (select row_number() over (order by id) as i, id from orders limit ${ROWS}) o on o.i = n;
   insert into till_report (device_id, z_number, shift_id, store_id, content, written_at)
   select device_id, n, ${idAt(BORN, 'receipt', 'n', 13)}, store_id, '{}', ${LATER} from at_till;
   insert into till_task (id, kind, store_id, device_id, seq, order_id, details, raised_at, resolved_at, note)
   select ${idAt(BORN, 'receipt', 'n', 14)}, 'price_changed', store_id, device_id, f.seq, null, '{}', ${AT},
          case when n % 100 > 0 then ${LATER} end, case when n % 100 > 0 then 'Visto' end from at_till join till_fact f using (device_id) where f.seq = n;
   drop table at_till`,
]

/** The tables those statements write to. */
const THICKENED: readonly string[] = [
  ...new Set(
    REST.flatMap((text) =>
      [...text.matchAll(/(?:insert into|^update|;\s+update) (\w+)/g)].map(([, table]) => table as string),
    ),
  ),
]

/**
 * Tables of which a big shop has many more rows than are made here get as many pages as ten times the rows, so that
 * reading them from end to end costs what it would cost there.
 */
const SPARSE: readonly string[] = [
  ...THICKENED,
  'variant',
  'price',
  'price_history',
  'customer_address',
  'access_session',
  'consent',
].filter((table) => !/^(order_line|stock_level|customer|look)$/.test(table))
const FILLED_TO_PERCENT = 10
export const makeSparse = SPARSE.map((table) => `alter table ${table} set (fillfactor = ${FILLED_TO_PERCENT})`).join(
  ';',
)

/** Tables that grow with the company, not with its business: read from end to end, they are still small. */
export const SMALL: ReadonlySet<string> = new Set(
  `migration legal_entity retailer channel store opening_hours opening_exception location channel_location register staff staff_store
   access_password access_totp access_recovery_code access_pin access_key access_device category category_text tax_rate price_list listener dead_letter
   import_run revision till till_settings insight_progress`.split(/\s+/),
)
