-- The PIN a person of the shop types at a till. Kept so that a browser can check it too (PBKDF2-HMAC-SHA-256): a till
-- without network lets people change places.
create table access_pin (
  staff_id   uuid primary key references staff (id),
  salt       text not null,
  iterations int not null check (iterations >= 100000),
  hash       text not null,
  changed_at timestamptz not null
);

-- A session opened by PIN belongs to that till: it reaches no further than its store, and ends with the till.
alter table access_session add column device_id uuid references access_device (id);
alter table access_session add constraint access_session_device_check check (device_id is null or staff_id is not null);

-- A till as its facts left it. Its row is the lock: one batch of facts at a time.
create table till (
  device_id    uuid primary key references access_device (id),
  store_id     uuid not null references store (id),
  -- of its receipts; numbers without gaps within it
  series       text not null unique check (length(series) between 1 and 80),
  last_seq     bigint not null default 0 check (last_seq >= 0),
  last_hash    text not null,
  last_receipt bigint not null default 0 check (last_receipt >= 0),
  last_z       bigint not null default 0 check (last_z >= 0),
  updated_at   timestamptz not null
);

-- From the float to the Z. Figures are the sums of the shift's facts.
create table till_shift (
  id            uuid primary key,
  device_id     uuid not null references till (device_id),
  store_id      uuid not null references store (id),
  currency      char(3) not null,
  opened_at     timestamptz not null,
  opened_by     uuid not null references staff (id),
  float         bigint not null check (float >= 0),
  sales         int not null default 0,
  gross         bigint not null default 0,
  rounding      bigint not null default 0,
  cash          bigint not null default 0,
  terminal      bigint not null default 0,
  cash_in       bigint not null default 0,
  cash_out      bigint not null default 0,
  voided        int not null default 0,
  closed_at     timestamptz,
  closed_by     uuid references staff (id),
  z_number      bigint,
  unique (device_id, z_number),
  check ((closed_at is null) = (z_number is null))
);
create unique index till_shift_open on till_shift (device_id) where closed_at is null;
create index till_shift_by_store on till_shift (store_id, opened_at desc, id desc);
create index till_shift_by_age on till_shift (opened_at desc, id desc);

-- What tills said happened, word for word: only ever added to.
create table till_fact (
  device_id   uuid not null references till (device_id),
  seq         bigint not null check (seq >= 1),
  prev_hash   text not null,
  hash        text not null,
  kind        text not null
              check (kind in ('shift_opened', 'cash_moved', 'sale', 'tender_taken', 'ticket_voided', 'shift_closed')),
  -- as the till wrote it, for its hash; and as a moment
  said_at     text not null,
  at          timestamptz not null,
  staff_id    uuid not null references staff (id),
  body        jsonb not null,
  shift_id    uuid references till_shift (id),
  order_id    uuid references orders (id),
  receipt     bigint,
  recorded_at timestamptz not null,
  primary key (device_id, seq),
  check ((kind = 'sale') = (receipt is not null)),
  check (kind <> 'sale' or order_id is not null)
);
create unique index till_fact_by_receipt on till_fact (device_id, receipt) where receipt is not null;
create unique index till_fact_by_order on till_fact (order_id) where kind = 'sale';
create index till_fact_by_shift on till_fact (shift_id, seq) where shift_id is not null;

-- A Z: what a shift came to, as it was written when it was closed.
create table till_report (
  device_id  uuid not null references till (device_id),
  z_number   bigint not null check (z_number >= 1),
  shift_id   uuid not null unique references till_shift (id),
  store_id   uuid not null references store (id),
  content    jsonb not null,
  written_at timestamptz not null,
  primary key (device_id, z_number)
);

-- What a fact left open for a person.
create table till_task (
  id          uuid primary key,
  kind        text not null
              check (kind in ('price_changed', 'price_unapproved', 'sold_below_promise', 'over_limit', 'unknown_article',
                              'unknown_customer', 'tender_unknown')),
  store_id    uuid not null references store (id),
  device_id   uuid not null references till (device_id),
  seq         bigint not null,
  order_id    uuid references orders (id),
  details     jsonb not null,
  raised_at   timestamptz not null,
  resolved_at timestamptz,
  resolved_by uuid,
  note        text check (length(note) between 1 and 500),
  check ((resolved_at is null) = (note is null)),
  foreign key (device_id, seq) references till_fact (device_id, seq)
);
create index till_task_by_fact on till_task (device_id, seq);
create index till_task_by_store on till_task (store_id, raised_at desc, id desc);
create index till_task_by_age on till_task (raised_at desc, id desc);
create index till_task_open on till_task (store_id, raised_at desc, id desc) where resolved_at is null;

-- What a store allows its tills; where nothing is set, the defaults of settings.ts hold.
create table till_settings (
  store_id                  uuid primary key references store (id),
  offline_sale_max          bigint not null check (offline_sale_max >= 0),
  offline_hours_max         int not null check (offline_hours_max between 0 and 720),
  offline_tenders           text[] not null,
  approve_discount_over_ppm int not null check (approve_discount_over_ppm between 0 and 1000000),
  cash_rounding             int not null check (cash_rounding between 1 and 100),
  handover_proof            text not null check (handover_proof in ('code', 'signature', 'document')),
  receipt_header            text not null check (length(receipt_header) <= 500),
  receipt_footer            text not null check (length(receipt_footer) <= 500),
  updated_at                timestamptz not null
);
