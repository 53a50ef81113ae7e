-- Customers are never rewritten: rows keep the customer id they were born with; a merge is a row.
create table customer (
  id          uuid primary key,
  -- the oldest id of the people joined with this one; derived from customer_merge, kept for reading
  cluster_id  uuid not null,
  given_name  text check (length(given_name) <= 120),
  family_name text check (length(family_name) <= 120),
  language    text,
  birthday    date,
  company     text check (length(company) <= 200),
  country     char(2),
  tags        text[] not null default '{}',
  created_in  text not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  erased_at   timestamptz
);

create index customer_by_cluster on customer (cluster_id);
create index customer_by_tag on customer using gin (tags);
create index customer_by_age on customer (created_at desc, id desc);

create table customer_identity (
  id          uuid primary key,
  customer_id uuid not null references customer,
  kind        text not null check (kind in ('email', 'phone', 'card', 'external', 'device', 'social', 'whatsapp')),
  -- the account of ours it is known in (a marketplace, a page); '' where there is only one
  account     text not null default '',
  value       text not null check (length(value) between 1 and 320),
  shown       text not null,
  level       text not null check (level in ('anonymous', 'claimed', 'verified')),
  -- used by several people: kept as a contact point, no evidence for a merge
  shared      boolean not null default false,
  source      text not null,
  valid_from  timestamptz not null,
  valid_to    timestamptz,
  check (valid_to is null or valid_to >= valid_from)
);

create unique index customer_identity_one_owner on customer_identity (kind, account, value)
  where valid_to is null and level = 'verified' and not shared;
create unique index customer_identity_once on customer_identity (customer_id, kind, account, value) where valid_to is null;
create index customer_identity_by_value on customer_identity (kind, value) where valid_to is null;
create index customer_identity_by_customer on customer_identity (customer_id);

create table customer_merge (
  id          uuid primary key,
  kept_id     uuid not null references customer,
  joined_id   uuid not null references customer,
  evidence    jsonb not null,
  actor_kind  text not null,
  actor_id    uuid,
  merged_at   timestamptz not null,
  undone_at   timestamptz,
  undone_by   uuid,
  check (kept_id <> joined_id)
);

create unique index customer_merge_once on customer_merge (least(kept_id, joined_id), greatest(kept_id, joined_id)) where undone_at is null;
create index customer_merge_by_kept on customer_merge (kept_id) where undone_at is null;
create index customer_merge_by_joined on customer_merge (joined_id) where undone_at is null;

create table customer_address (
  id          uuid primary key,
  customer_id uuid not null references customer,
  label       text,
  address     jsonb not null,
  is_default  boolean not null default false,
  created_at  timestamptz not null,
  removed_at  timestamptz
);

create index customer_address_by_customer on customer_address (customer_id) where removed_at is null;

create table customer_preference (
  customer_id uuid not null references customer,
  name        text not null check (length(name) between 1 and 60),
  value       jsonb not null,
  source      text not null,
  updated_at  timestamptz not null,
  primary key (customer_id, name)
);

create table customer_note (
  id          uuid primary key,
  customer_id uuid not null references customer,
  text        text not null check (length(text) between 1 and 4000),
  visible_to  text not null check (visible_to in ('staff', 'customer')),
  author_id   uuid,
  author_name text,
  created_at  timestamptz not null,
  removed_at  timestamptz
);

create index customer_note_by_customer on customer_note (customer_id, created_at desc) where removed_at is null;

-- What a customer can be found by, folded to plain lower-case letters. A name is one row ('maria garcia lopez'),
-- and once more with the surname first ('family'). Measured in docs/decisions/0004-finding-customers.md.
create table customer_term (
  customer_id uuid not null references customer,
  kind        text not null check (kind in ('name', 'family', 'email', 'phone', 'card', 'order', 'external', 'social')),
  term        text not null check (length(term) between 1 and 320),
  -- in this order, so that the newest customers can be read from the index alone
  primary key (customer_id, kind, term)
);

create index customer_term_start on customer_term (term text_pattern_ops);
create index customer_term_end on customer_term (reverse(term) text_pattern_ops)
  where kind in ('phone', 'card', 'order', 'external');
-- fastupdate off: a search never has to read a pending list
create index customer_term_fragment on customer_term using gin (term gin_trgm_ops) with (fastupdate = off)
  where kind <> 'family';

-- The words names and mails are made of, to forgive typing errors: two spellings one error apart share
-- a spelling with one letter left out.
create table customer_word (
  word text primary key check (length(word) between 3 and 40),
  near text[] not null
);

create index customer_word_near on customer_word using gin (near);

create table customer_erasure (
  id           uuid primary key,
  customer_id  uuid not null references customer,
  requested_by text not null,
  reason       text,
  erased_at    timestamptz not null,
  removed      jsonb not null
);

-- Consent: append-only, per contact point, channel and purpose, with its proof.
create table consent (
  id            uuid primary key,
  customer_id   uuid not null,
  contact_kind  text not null check (contact_kind in ('email', 'phone', 'whatsapp', 'social', 'device', 'post')),
  contact_value text not null,
  channel       text not null check (channel in ('email', 'sms', 'whatsapp', 'phone', 'push', 'social', 'post', 'web')),
  purpose       text not null check (purpose in ('marketing', 'service', 'profiling', 'analytics', 'sharing')),
  answer        text not null check (answer in ('granted', 'denied', 'withdrawn')),
  text_version  text not null,
  proof         jsonb not null,
  asked_in      text not null,
  actor_kind    text not null,
  actor_id      uuid,
  answered_at   timestamptz not null
);

create index consent_latest on consent (contact_kind, contact_value, channel, purpose, answered_at desc, id desc);
create index consent_by_customer on consent (customer_id, answered_at desc);
