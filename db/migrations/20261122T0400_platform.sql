-- The spine: the event log (the thread itself), who has read how far, and answers kept for repeats.

create extension if not exists pg_trgm with schema public;

create table event (
  id           uuid        not null,
  -- Readers take rows in (xid, position) order and only below the oldest running transaction: no gaps.
  xid          xid8        not null default pg_current_xact_id(),
  position     integer     not null,
  type         text        not null check (length(type) between 3 and 80),
  customer_id  uuid,
  channel      text        not null,
  store_id     uuid,
  actor_kind   text        not null,
  actor_id     uuid,
  actor_name   text,
  subject_kind text,
  subject_id   uuid,
  occurred_at  timestamptz not null,
  recorded_at  timestamptz not null,
  data         jsonb       not null,
  primary key (recorded_at, id)
) partition by range (recorded_at);

create index event_by_position on event (xid, position);
create index event_by_customer on event (customer_id, occurred_at desc, id desc) where customer_id is not null;
create index event_by_subject on event (subject_id, occurred_at desc) where subject_id is not null;
create index event_by_store on event (store_id, recorded_at desc) where store_id is not null;

-- Months are added ahead by the program; what falls outside (imports of old history) lands here.
create table event_other partition of event default;

create table listener (
  name       text primary key,
  xid        xid8        not null,
  position   integer     not null,
  moved_at   timestamptz not null
);

create table dead_letter (
  id          uuid primary key,
  listener    text        not null,
  event_id    uuid        not null,
  event       jsonb       not null,
  error       text        not null,
  attempts    integer     not null default 1,
  parked_at   timestamptz not null,
  retried_at  timestamptz,
  resolved_at timestamptz,
  unique (listener, event_id)
);

create index dead_letter_open on dead_letter (parked_at desc) where resolved_at is null;

create table idempotency (
  caller      text        not null,
  key         text        not null check (length(key) between 1 and 200),
  operation   text        not null,
  body_hash   text        not null,
  -- null while in flight (operations that span several transactions)
  status      integer,
  answer      text,
  claimed_at  timestamptz not null,
  primary key (caller, key)
);

create index idempotency_by_age on idempotency (claimed_at);
