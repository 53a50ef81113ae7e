-- A promise of one place for part of an order. A rejected one is closed; its goods go on in a new one.
create table fulfilment (
  id               uuid primary key,
  order_id         uuid not null references orders,
  customer_id      uuid,
  kind             text not null check (kind in ('ship', 'pickup', 'carry_out')),
  -- the place that picks, and where the goods are promised; null when no place has them
  location_id      uuid references location,
  -- the store the customer comes to
  pickup_store_id  uuid references store,
  status           text not null check (status in ('assigned', 'accepted', 'picking', 'ready', 'handed_over', 'shipped', 'delivered', 'exception', 'rejected', 'expired', 'canceled')),
  -- the how-manieth place is asked for these goods
  attempt          integer not null default 1,
  replaces_id      uuid references fulfilment,
  due_at           timestamptz not null,
  ready_at         timestamptz,
  hold_until       timestamptz,
  reminded_at      timestamptz,
  -- the customer's secret: never shown to staff
  handover_code    text,
  -- codes tried at the counter
  code_tries       integer not null default 0 check (code_tries >= 0),
  handed_over_to   text,
  tracking         text,
  carrier          text,
  -- why this place: every node weighed, in words and numbers
  trace            jsonb not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  closed_at        timestamptz,
  check (kind <> 'pickup' or pickup_store_id is not null),
  check (kind <> 'pickup' or status <> 'ready' or (hold_until is not null and handover_code is not null))
);

create index fulfilment_by_order on fulfilment (order_id);
create index fulfilment_by_location on fulfilment (location_id, status, due_at, id);
create index fulfilment_by_status on fulfilment (status, due_at, id);
create index fulfilment_by_hold on fulfilment (hold_until) where status = 'ready';
create index fulfilment_by_code on fulfilment (handover_code) where handover_code is not null;
create index fulfilment_by_customer on fulfilment (customer_id) where customer_id is not null;
create index fulfilment_by_replaced on fulfilment (replaces_id) where replaces_id is not null;

create table fulfilment_line (
  fulfilment_id uuid not null references fulfilment,
  order_line_id uuid not null references order_line,
  variant_id    uuid not null,
  quantity      integer not null check (quantity > 0),
  picked        integer not null default 0 check (picked >= 0),
  -- not found here: goes on in another fulfilment
  missing       integer not null default 0 check (missing >= 0),
  canceled      integer not null default 0 check (canceled >= 0),
  primary key (fulfilment_id, order_line_id),
  check (picked + missing + canceled <= quantity)
);

create index fulfilment_line_by_order_line on fulfilment_line (order_line_id);

create table fulfilment_rejection (
  id            uuid primary key,
  fulfilment_id uuid not null references fulfilment,
  location_id   uuid references location,
  reason        text not null check (reason in ('not_found', 'damaged', 'too_busy', 'closed', 'other')),
  note          text,
  actor_id      uuid,
  rejected_at   timestamptz not null
);

create index fulfilment_rejection_by_fulfilment on fulfilment_rejection (fulfilment_id);
create index fulfilment_rejection_recent on fulfilment_rejection (location_id, rejected_at desc);
