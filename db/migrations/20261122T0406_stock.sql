-- Counters and the ledger that explains them. atp = on_hand - allocated - reserved - safety_stock.
create table stock_level (
  variant_id      uuid not null references variant,
  location_id     uuid not null references location,
  -- below zero only when a till sold, or somebody shipped, more than the book knew of: a count puts it right
  on_hand         integer not null default 0,
  -- promised to orders
  allocated       integer not null default 0 check (allocated >= 0),
  -- held for carts, with expiry
  reserved        integer not null default 0 check (reserved >= 0),
  safety_stock    integer not null default 0 check (safety_stock >= 0),
  damaged         integer not null default 0 check (damaged >= 0),
  incoming        integer not null default 0 check (incoming >= 0),
  -- how far promises may exceed the goods
  backorder_limit integer not null default 0 check (backorder_limit >= 0),
  updated_at      timestamptz not null,
  primary key (variant_id, location_id)
);

create index stock_level_by_location on stock_level (location_id, variant_id);

-- Append-only. Each row says by how much it moved each counter, and why.
create table stock_movement (
  -- Drawn while the level is locked: for one level it is the order in which things happened.
  seq         bigint generated always as identity primary key,
  kind        text not null check (kind in ('received', 'allocated', 'deallocated', 'reserved', 'released', 'shipped', 'sold', 'adjusted', 'counted', 'transferred_out', 'transferred_in', 'returned', 'damaged', 'opening')),
  variant_id  uuid not null,
  location_id uuid not null,
  on_hand     integer not null default 0,
  allocated   integer not null default 0,
  reserved    integer not null default 0,
  damaged     integer not null default 0,
  incoming    integer not null default 0,
  cause_kind  text not null check (cause_kind in ('cart', 'order', 'sale', 'receipt', 'adjustment', 'count', 'transfer', 'transfer_receipt', 'return')),
  cause_id    uuid not null,
  -- line of the cart, order or return
  line_id     uuid,
  reason      text,
  actor_kind  text not null,
  actor_id    uuid,
  moved_at    timestamptz not null,
  foreign key (variant_id, location_id) references stock_level
);

create index stock_movement_by_level on stock_movement (variant_id, location_id, seq desc);
-- The same sale, receipt, count or transfer said twice moves goods once.
create unique index stock_movement_once on stock_movement (cause_id, variant_id, location_id, line_id, kind) nulls not distinct
  where cause_kind not in ('cart', 'order');
create index stock_movement_by_order on stock_movement (cause_id) where cause_kind = 'order';

-- Held for a cart line until it expires; at the second it is over the goods are free again.
create table stock_reservation (
  id          uuid primary key,
  cart_id     uuid not null,
  line_id     uuid not null,
  variant_id  uuid not null,
  location_id uuid not null,
  quantity    integer not null check (quantity > 0),
  expires_at  timestamptz not null,
  created_at  timestamptz not null,
  foreign key (variant_id, location_id) references stock_level,
  unique (cart_id, line_id, variant_id, location_id)
);

-- Due holds of an article: few, since they are swept every minute, however many are running.
create index stock_reservation_by_due on stock_reservation (variant_id, expires_at, location_id);
create index stock_reservation_by_level on stock_reservation (location_id, variant_id);
create index stock_reservation_by_expiry on stock_reservation (expires_at);

-- Promised to an order line at a location.
create table stock_allocation (
  id            uuid primary key,
  order_id      uuid not null,
  order_line_id uuid not null,
  variant_id    uuid not null,
  location_id   uuid not null,
  quantity      integer not null check (quantity > 0),
  created_at    timestamptz not null,
  foreign key (variant_id, location_id) references stock_level,
  unique (order_line_id, location_id)
);

create index stock_allocation_by_order on stock_allocation (order_id);
create index stock_allocation_by_level on stock_allocation (variant_id, location_id);

create table stock_transfer (
  id          uuid primary key,
  from_id     uuid not null references location,
  to_id       uuid not null references location,
  status      text not null check (status in ('sent', 'received', 'received_short', 'canceled')),
  reason      text,
  created_by  uuid,
  sent_at     timestamptz not null,
  received_at timestamptz,
  check (from_id <> to_id)
);

create index stock_transfer_by_age on stock_transfer (sent_at desc, id desc);
create index stock_transfer_by_to on stock_transfer (to_id, status, sent_at desc);
create index stock_transfer_by_from on stock_transfer (from_id, sent_at desc);

create table stock_transfer_line (
  transfer_id uuid not null references stock_transfer,
  variant_id  uuid not null references variant,
  sent        integer not null check (sent > 0),
  received    integer not null default 0 check (received >= 0),
  missing     integer not null default 0 check (missing >= 0),
  primary key (transfer_id, variant_id),
  check (received + missing <= sent)
);

create table stock_count (
  id          uuid primary key,
  location_id uuid not null references location,
  variant_id  uuid not null references variant,
  expected    integer not null,
  counted     integer not null check (counted >= 0),
  variance    integer generated always as (counted - expected) stored,
  reason      text not null,
  counted_by  uuid,
  counted_at  timestamptz not null
);

create index stock_count_by_location on stock_count (location_id, counted_at desc);

-- Orders a place may still take on a day; taken by a guarded statement, as stock is.
create table stock_capacity (
  location_id uuid not null references location,
  on_date     date not null,
  taken       integer not null default 0 check (taken >= 0),
  primary key (location_id, on_date)
);

-- A place that said no is not asked again for a while.
create table stock_exclusion (
  id          uuid primary key,
  location_id uuid not null references location,
  -- null = for every article
  variant_id  uuid references variant,
  reason      text not null,
  until_at    timestamptz not null
);

create index stock_exclusion_running on stock_exclusion (until_at);
