create table legal_entity (
  id             uuid primary key,
  name           text not null check (length(name) between 1 and 200),
  tax_id         text,
  country        char(2) not null,
  address        jsonb not null,
  rounding_mode  text not null default 'half_up' check (rounding_mode in ('half_up', 'half_even')),
  rounding_level text not null default 'line' check (rounding_level in ('line', 'document'))
);

create table retailer (
  id               uuid primary key,
  only_one         boolean not null default true unique check (only_one),
  name             text not null check (length(name) between 1 and 200),
  country          char(2) not null,
  default_locale   text not null,
  default_currency char(3) not null,
  timezone         text not null,
  settings         jsonb not null default '{}',
  created_at       timestamptz not null
);

create table channel (
  code         text primary key check (code ~ '^[a-z][a-z0-9_]*(:[a-z0-9_.-]+)?$' and length(code) <= 60),
  kind         text not null check (kind in ('store', 'web', 'mobile', 'phone', 'mail', 'chat', 'whatsapp', 'social', 'marketplace', 'agent', 'import')),
  name         text not null,
  currency     char(3) not null,
  locale       text not null,
  -- how long a cart of this channel keeps its goods
  hold_seconds integer not null default 1800 check (hold_seconds between 0 and 604800),
  active       boolean not null default true
);

create table store (
  id                  uuid primary key,
  code                text not null unique check (code ~ '^[a-z0-9-]{1,40}$'),
  name                text not null check (length(name) between 1 and 200),
  legal_entity_id     uuid not null references legal_entity,
  phone               text,
  email               text,
  address             jsonb not null,
  country             char(2) not null,
  region              text,
  lat                 double precision check (lat between -90 and 90),
  lng                 double precision check (lng between -180 and 180),
  timezone            text not null,
  pickup              boolean not null default true,
  pickup_lead_minutes integer not null default 120 check (pickup_lead_minutes between 0 and 20160),
  pickup_hold_days    integer not null default 7 check (pickup_hold_days between 1 and 60),
  active              boolean not null default true,
  created_at          timestamptz not null
);

create table opening_hours (
  store_id uuid not null references store,
  weekday  smallint not null check (weekday between 1 and 7),
  opens    time not null,
  closes   time not null,
  primary key (store_id, weekday, opens),
  check (opens < closes)
);

create table opening_exception (
  store_id uuid not null references store,
  on_date  date not null,
  -- null opens = closed all day
  opens    time,
  closes   time,
  reason   text,
  primary key (store_id, on_date),
  check ((opens is null) = (closes is null))
);

-- A place that holds stock: every store has one, warehouses stand alone.
create table location (
  id                 uuid primary key,
  code               text not null unique check (code ~ '^[a-z0-9-]{1,40}$'),
  name               text not null,
  kind               text not null check (kind in ('store', 'warehouse', 'partner')),
  store_id           uuid unique references store,
  country            char(2) not null,
  region             text,
  lat                double precision,
  lng                double precision,
  timezone           text not null,
  ships              boolean not null default true,
  priority           smallint not null default 5 check (priority between 1 and 10),
  max_orders_per_day integer check (max_orders_per_day > 0),
  handling_minutes   integer not null default 240 check (handling_minutes between 0 and 20160),
  cutoff             time not null default '15:00',
  active             boolean not null default true,
  check ((kind = 'store') = (store_id is not null))
);

-- Which channel may sell from which location, and how.
create table channel_location (
  channel     text not null references channel (code),
  location_id uuid not null references location,
  ships       boolean not null,
  pickup      boolean not null,
  primary key (channel, location_id)
);

create index channel_location_by_location on channel_location (location_id);

create table register (
  id       uuid primary key,
  store_id uuid not null references store,
  code     text not null check (code ~ '^[a-z0-9-]{1,20}$'),
  name     text not null,
  unique (store_id, code)
);

create table staff (
  id         uuid primary key,
  email      text not null,
  name       text not null check (length(name) between 1 and 120),
  role       text not null check (role in ('owner', 'manager', 'assistant', 'agent', 'marketer', 'analyst')),
  locale     text not null default 'es',
  -- null = every store
  all_stores boolean not null default false,
  active     boolean not null default true,
  created_at timestamptz not null
);

create unique index staff_by_email on staff (lower(email));

create table staff_store (
  staff_id uuid not null references staff,
  store_id uuid not null references store,
  primary key (staff_id, store_id)
);
