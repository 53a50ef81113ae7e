create table category (
  id        uuid primary key,
  parent_id uuid references category,
  slug      text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120),
  position  integer not null default 0
);

create index category_by_parent on category (parent_id, position);

create table category_text (
  category_id uuid not null references category,
  locale      text not null check (locale in ('es', 'en')),
  name        text not null check (length(name) between 1 and 200),
  primary key (category_id, locale)
);

create table product (
  id          uuid primary key,
  slug        text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 160),
  status      text not null check (status in ('draft', 'active', 'archived')),
  brand       text,
  product_type text,
  -- goods are kept in stock; services, shipping and gift wrap are not
  kind        text not null default 'goods' check (kind in ('goods', 'service')),
  tax_class   text not null default 'standard' check (tax_class in ('standard', 'reduced', 'super_reduced', 'exempt')),
  -- {code: {names: {es, en}, code, value: {es, en}}}
  attributes  jsonb not null default '{}',
  tags        text[] not null default '{}',
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);

create index product_by_status on product (status, created_at desc, id desc);
create index product_by_brand on product (brand, id) where brand is not null;
create index product_by_tag on product using gin (tags);
create index product_by_attribute on product using gin (attributes jsonb_path_ops);

create table product_text (
  product_id  uuid not null references product,
  locale      text not null check (locale in ('es', 'en')),
  name        text not null check (length(name) between 1 and 300),
  description text not null default '' check (length(description) <= 20000),
  seo_title   text,
  seo_text    text,
  primary key (product_id, locale)
);

-- What search and lists read: always one row for each language, also where a text is missing and the
-- other language stands in. Written by the program with the product; can be rebuilt at any time.
create table product_search (
  product_id uuid not null references product,
  locale     text not null check (locale in ('es', 'en')),
  -- the name, folded: sorts the same under any collation of the server
  title      text not null,
  -- folded words and their stems: A name, B brand and categories, C options and the other language, D description
  document   tsvector not null,
  -- names only, spelled as they sound: what typing errors are compared with
  words      text not null,
  primary key (product_id, locale)
);

create index product_search_by_title on product_search (locale, title, product_id);
create index product_search_document on product_search using gin (document);
create index product_search_words on product_search using gin (words gin_trgm_ops);

create table product_category (
  product_id  uuid not null references product,
  category_id uuid not null references category,
  position    integer not null default 0,
  primary key (product_id, category_id)
);

create index product_category_by_category on product_category (category_id, position);

create table product_option (
  product_id uuid not null references product,
  code       text not null check (length(code) between 1 and 60),
  position   smallint not null,
  -- {es, en}
  names      jsonb not null,
  -- [{code, names: {es, en}}] in the order of display
  choices    jsonb not null,
  primary key (product_id, code)
);

create table variant (
  id         uuid primary key,
  product_id uuid not null references product,
  sku        text not null check (length(sku) between 1 and 80),
  gtin       text check (gtin ~ '^([0-9]{8}|[0-9]{12,14})$'),
  -- {code of the option: code of the choice}
  options    jsonb not null default '{}',
  position   integer not null default 0,
  weight_g   integer check (weight_g >= 0),
  status     text not null default 'active' check (status in ('active', 'archived')),
  updated_at timestamptz not null
);

create index variant_by_product on variant (product_id, position);
create index variant_by_options on variant using gin (options jsonb_path_ops);
-- A till reads "abc-1" and "ABC-1" as one code, and a GTIN of 8, 12 or 13 digits as the 14-digit one it stands for.
create unique index variant_by_sku on variant (lower(sku) text_pattern_ops);
create unique index variant_by_gtin on variant (lpad(gtin, 14, '0'));

create table media (
  id         uuid primary key,
  product_id uuid not null references product,
  variant_id uuid references variant,
  -- path below /media of the widest rendition: the name is the hash of the content
  path       text not null,
  alt        jsonb not null default '{}',
  width      integer not null check (width > 0),
  height     integer not null check (height > 0),
  position   integer not null default 0
);

create index media_by_product on media (product_id, position);
create unique index media_once on media (product_id, variant_id, path) nulls not distinct;
