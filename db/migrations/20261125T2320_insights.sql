-- What the overview counts: one row per order, cart, promise and person, as it was when last looked at …
create table insight_fact (
  kind            text        not null check (kind in ('order', 'cart', 'promise', 'customer')),
  subject_id      uuid        not null,
  at              timestamptz not null,
  hour            timestamptz not null,
  channel         text        not null,
  store_id        uuid,
  pickup_store_id uuid,
  currency        char(3),
  began_in        text,
  paid_in         text,
  received        text,
  cut_from        text,
  units           integer     not null default 0,
  amount          bigint      not null default 0,
  canceled        bigint      not null default 0,
  good            boolean     not null default true,
  primary key (kind, subject_id)
);
create index insight_fact_by_moment on insight_fact (kind, at desc, subject_id desc);
create index insight_fact_by_outcome on insight_fact (kind, good, at desc, subject_id desc);
create index insight_fact_by_path on insight_fact (began_in, received, paid_in, at desc, subject_id desc) where kind = 'order';
create index insight_fact_cut on insight_fact (at desc, subject_id desc) where cut_from is not null;

-- … and the sums of these rows by the hour, which is all that a screen reads.
create table insight_hour (
  id              uuid        not null primary key,
  kind            text        not null,
  hour            timestamptz not null,
  channel         text        not null,
  store_id        uuid,
  pickup_store_id uuid,
  currency        char(3),
  began_in        text,
  paid_in         text,
  received        text,
  cut_from        text,
  count           integer     not null,
  units           bigint      not null,
  amount          bigint      not null,
  canceled        bigint      not null,
  good            integer     not null,
  unique nulls not distinct (kind, hour, channel, store_id, pickup_store_id, currency, began_in, paid_in, received, cut_from)
);

-- How far what was there before has been counted. The row of a kind is also the lock of its sums.
create table insight_progress (
  kind    text not null primary key,
  after   uuid,
  done_at timestamptz
);
insert into insight_progress (kind) values ('order'), ('cart'), ('promise'), ('customer');
