-- Tax as data: a rate per country, region and class, with its validity. Rates in millionths (21 % = 210000).
create table tax_rate (
  id         uuid primary key,
  country    char(2) not null,
  -- '' = the whole country; else ISO 3166-2: ES-CN = Canary Islands (IGIC)
  region     text not null default '',
  tax_class  text not null,
  name       text not null,
  rate_ppm   integer not null check (rate_ppm between 0 and 1000000),
  valid_from date not null,
  valid_to   date,
  check (valid_to is null or valid_to > valid_from),
  unique (country, region, tax_class, valid_from)
);

create table price_list (
  id           uuid primary key,
  code         text not null unique check (code ~ '^[a-z0-9_-]{1,60}$'),
  name         text not null,
  currency     char(3) not null,
  tax_included boolean not null,
  -- null = any
  channel      text references channel (code),
  store_id     uuid references store,
  customer_tag text,
  starts_at    timestamptz,
  ends_at      timestamptz,
  -- among lists that match, the higher priority wins; ties go to the lower price
  priority     integer not null default 0,
  active       boolean not null default true,
  check (ends_at is null or starts_at is null or ends_at > starts_at)
);

create table price (
  id            uuid primary key,
  price_list_id uuid not null references price_list,
  variant_id    uuid not null references variant,
  min_quantity  integer not null default 1 check (min_quantity between 1 and 1000000),
  amount        bigint not null check (amount between 0 and 1000000000000),
  compare_at    bigint check (compare_at between 0 and 1000000000000),
  updated_at    timestamptz not null,
  unique (variant_id, price_list_id, min_quantity)
);

create index price_by_list on price (price_list_id, variant_id);

-- Every amount a list ever asked, so that the lowest of 30 days can be shown (Directive (EU) 2019/2161).
create table price_history (
  id            uuid primary key,
  price_list_id uuid not null references price_list,
  variant_id    uuid not null references variant,
  min_quantity  integer not null default 1,
  amount        bigint not null,
  from_at       timestamptz not null,
  to_at         timestamptz,
  check (to_at is null or to_at >= from_at)
);

create index price_history_by_variant on price_history (variant_id, price_list_id, from_at desc);
create unique index price_history_open on price_history (price_list_id, variant_id, min_quantity) where to_at is null;
