create table cart (
  id              uuid primary key,
  -- read out, typed or scanned to take the cart up on another device
  code            text not null unique,
  version         integer not null default 1,
  status          text not null check (status in ('open', 'placed', 'merged', 'expired')),
  customer_id     uuid references customer,
  -- shoppers who took it up by its code without being the same person: they work on it, they do not own it
  shared_with     uuid[] not null default '{}' check (cardinality(shared_with) <= 20),
  channel         text not null references channel (code),
  currency        char(3) not null,
  locale          text not null,
  -- the store whose prices and goods it speaks of (till, chosen shop)
  store_id        uuid references store,
  delivery_method text check (delivery_method in ('ship', 'pickup', 'carry_out')),
  pickup_store_id uuid references store,
  address         jsonb,
  contact         jsonb,
  note            text check (length(note) <= 1000),
  touched_in      text[] not null default '{}',
  merged_into_id  uuid references cart,
  order_id        uuid,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  expires_at      timestamptz not null,
  check (delivery_method is distinct from 'pickup' or pickup_store_id is not null)
);

create index cart_by_customer on cart (customer_id, updated_at desc) where status = 'open';
create index cart_by_sharer on cart using gin (shared_with) where status = 'open';
create index cart_by_expiry on cart (expires_at) where status = 'open';
create index cart_by_age on cart (updated_at desc, id desc);

create table cart_line (
  id          uuid primary key,
  cart_id     uuid not null references cart,
  variant_id  uuid not null references variant,
  quantity    integer not null check (quantity between 1 and 9999),
  position    integer not null,
  saved       boolean not null default false,
  note        text check (length(note) <= 500),
  added_in    text not null,
  added_by    text not null,
  added_at    timestamptz not null,
  unique (cart_id, variant_id, saved)
);
