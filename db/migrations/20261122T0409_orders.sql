create table orders (
  id              uuid primary key,
  -- spoken: H-7K4M-29QX; unique without dashes and case (index below)
  number          text not null,
  -- once per cart
  cart_id         uuid unique,
  -- once per sale of another system: marketplace, import, offline till
  external_id     text,
  customer_id     uuid references customer,
  channel         text not null references channel (code),
  store_id        uuid references store,
  legal_entity_id uuid references legal_entity,
  currency        char(3) not null,
  locale          text not null,
  status          text not null check (status in ('placed', 'in_progress', 'completed', 'canceled')),
  payment_status  text not null check (payment_status in ('unpaid', 'authorised', 'paid', 'partly_refunded', 'refunded')),
  delivery_method text not null check (delivery_method in ('ship', 'pickup', 'carry_out')),
  pickup_store_id uuid references store,
  address         jsonb,
  contact         jsonb not null default '{}',
  tax_included    boolean not null,
  net             bigint not null,
  tax             bigint not null,
  gross           bigint not null,
  paid            bigint not null default 0 check (paid >= 0),
  refunded        bigint not null default 0 check (refunded >= 0),
  taxes           jsonb not null default '[]',
  note            text,
  touched_in      text[] not null default '{}',
  placed_by_kind  text not null,
  placed_by_id    uuid,
  placed_at       timestamptz not null,
  updated_at      timestamptz not null,
  canceled_at     timestamptz,
  cancel_reason   text,
  completed_at    timestamptz,
  check (net + tax = gross),
  check (refunded <= paid)
);

-- one index for "the same number" and for "begins with", however it was typed
create unique index orders_by_number on orders (lower(replace(number, '-', '')) text_pattern_ops);
create unique index orders_by_external on orders (external_id, channel) where external_id is not null;
create index orders_by_customer on orders (customer_id, placed_at desc, id desc) where customer_id is not null;
create index orders_by_age on orders (placed_at desc, id desc);
create index orders_by_status on orders (status, placed_at desc, id desc);
create index orders_by_store on orders (store_id, placed_at desc, id desc) where store_id is not null;
create index orders_by_pickup_store on orders (pickup_store_id, placed_at desc, id desc) where pickup_store_id is not null;
create index orders_by_channel on orders (channel, placed_at desc, id desc);

-- Immutable: what was sold, at what price, with what tax. What became of the quantity is counted beside.
create table order_line (
  id            uuid primary key,
  order_id      uuid not null references orders,
  position      integer not null,
  variant_id    uuid,
  sku           text not null,
  name          text not null,
  options       jsonb not null default '{}',
  -- services (gift wrap, delivery) are charged but never picked
  kind          text not null check (kind in ('goods', 'service')),
  quantity      integer not null check (quantity <> 0),
  canceled      integer not null default 0 check (canceled >= 0),
  -- handed over or sent
  fulfilled     integer not null default 0 check (fulfilled >= 0),
  returned      integer not null default 0 check (returned >= 0),
  unit_price    bigint not null,
  compare_at    bigint,
  net           bigint not null,
  tax           bigint not null,
  gross         bigint not null,
  tax_class     text not null,
  tax_name      text not null,
  tax_ppm       integer not null,
  price_list    text,
  -- what each unit cost the customer, to the cent: refunds are paid from it
  unit_paid     bigint[] not null,
  note          text,
  unique (order_id, position),
  check (net + tax = gross),
  check (canceled + fulfilled <= abs(quantity)),
  check (returned <= fulfilled),
  check (cardinality(unit_paid) = abs(quantity))
);

create index order_line_by_variant on order_line (variant_id, order_id) where variant_id is not null;

-- Money put right after placing: cancelled lines, expiry, corrections. Never an edit of the order.
create table order_adjustment (
  id          uuid primary key,
  order_id    uuid not null references orders,
  line_id     uuid references order_line,
  kind        text not null check (kind in ('cancellation', 'refund', 'correction')),
  quantity    integer not null default 0,
  -- what the customer owes less, in minor units of the order's currency
  amount      bigint not null,
  reason      text not null,
  -- made by whoever asks, so that asking twice is harmless
  cause_id    uuid not null,
  actor_kind  text not null,
  actor_id    uuid,
  made_at     timestamptz not null
);

create index order_adjustment_by_order on order_adjustment (order_id, made_at);
create unique index order_adjustment_once on order_adjustment (cause_id, line_id) where line_id is not null;
