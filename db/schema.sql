-- The whole database of one retailer as it is now, written by tools/schema.ts from db/migrations.
-- For reading: do not edit. Monthly partitions are left out; the program adds them.

create extension if not exists pg_trgm with schema public;

create table migration (
  name       text        not null,
  checksum   text        not null,
  applied_at timestamptz not null default clock_timestamp(),
  primary key (name)
);

create table event (
  id           uuid        not null,
  xid          xid8        not null default pg_current_xact_id(),
  position     integer     not null,
  type         text        not null,
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
  primary key (recorded_at, id),
  constraint event_type_check check (length(type) >= 3 and length(type) <= 80)
) partition by range (recorded_at);
create index event_by_customer on event (customer_id, occurred_at desc, id desc) where customer_id is not null;
create index event_by_position on event (xid, "position");
create index event_by_store on event (store_id, recorded_at desc) where store_id is not null;
create index event_by_subject on event (subject_id, occurred_at desc) where subject_id is not null;

create table event_other partition of event default;

create table listener (
  name     text        not null,
  xid      xid8        not null,
  position integer     not null,
  moved_at timestamptz not null,
  since    pg_snapshot,
  primary key (name)
);

create table dead_letter (
  id          uuid        not null,
  listener    text        not null,
  event_id    uuid        not null,
  event       jsonb       not null,
  error       text        not null,
  attempts    integer     not null default 1,
  parked_at   timestamptz not null,
  retried_at  timestamptz,
  resolved_at timestamptz,
  primary key (id),
  constraint dead_letter_listener_event_id_key unique (listener, event_id)
);
create index dead_letter_open on dead_letter (parked_at desc) where resolved_at is null;

create table idempotency (
  caller     text        not null,
  key        text        not null,
  operation  text        not null,
  body_hash  text        not null,
  status     integer,
  answer     text,
  claimed_at timestamptz not null,
  primary key (caller, key),
  constraint idempotency_key_check check (length(key) >= 1 and length(key) <= 200)
);
create index idempotency_by_age on idempotency (claimed_at);
create index idempotency_unanswered on idempotency (claimed_at) where status is null;

create table legal_entity (
  id             uuid    not null,
  name           text    not null,
  tax_id         text,
  country        char(2) not null,
  address        jsonb   not null,
  rounding_mode  text    not null default 'half_up',
  rounding_level text    not null default 'line',
  primary key (id),
  constraint legal_entity_name_check check (length(name) >= 1 and length(name) <= 200),
  constraint legal_entity_rounding_level_check check (rounding_level in ('line', 'document')),
  constraint legal_entity_rounding_mode_check check (rounding_mode in ('half_up', 'half_even'))
);

create table retailer (
  id               uuid        not null,
  only_one         boolean     not null default true,
  name             text        not null,
  country          char(2)     not null,
  default_locale   text        not null,
  default_currency char(3)     not null,
  timezone         text        not null,
  settings         jsonb       not null default '{}',
  created_at       timestamptz not null,
  primary key (id),
  constraint retailer_only_one_key unique (only_one),
  constraint retailer_name_check check (length(name) >= 1 and length(name) <= 200),
  constraint retailer_only_one_check check (only_one)
);

create table channel (
  code         text    not null,
  kind         text    not null,
  name         text    not null,
  currency     char(3) not null,
  locale       text    not null,
  hold_seconds integer not null default 1800,
  active       boolean not null default true,
  origins      text[]  not null default '{}',
  primary key (code),
  constraint channel_code_check check (code ~ '^[a-z][a-z0-9_]*(:[a-z0-9_.-]+)?$' and length(code) <= 60),
  constraint channel_hold_seconds_check check (hold_seconds >= 0 and hold_seconds <= 604800),
  constraint channel_kind_check check (kind in ('store', 'web', 'mobile', 'phone', 'mail', 'chat', 'whatsapp', 'social', 'marketplace', 'agent', 'import')),
  constraint channel_origins_check check (cardinality(origins) <= 20)
);

create table store (
  id                  uuid             not null,
  code                text             not null,
  name                text             not null,
  legal_entity_id     uuid             not null,
  phone               text,
  email               text,
  address             jsonb            not null,
  country             char(2)          not null,
  region              text,
  lat                 double precision,
  lng                 double precision,
  timezone            text             not null,
  pickup              boolean          not null default true,
  pickup_lead_minutes integer          not null default 120,
  pickup_hold_days    integer          not null default 7,
  active              boolean          not null default true,
  created_at          timestamptz      not null,
  primary key (id),
  constraint store_code_key unique (code),
  constraint store_code_check check (code ~ '^[a-z0-9-]{1,40}$'),
  constraint store_lat_check check (lat >= -90 and lat <= 90),
  constraint store_lng_check check (lng >= -180 and lng <= 180),
  constraint store_name_check check (length(name) >= 1 and length(name) <= 200),
  constraint store_pickup_hold_days_check check (pickup_hold_days >= 1 and pickup_hold_days <= 60),
  constraint store_pickup_lead_minutes_check check (pickup_lead_minutes >= 0 and pickup_lead_minutes <= 20160),
  constraint store_legal_entity_id_fkey foreign key (legal_entity_id) references legal_entity(id)
);

create table opening_hours (
  store_id uuid     not null,
  weekday  smallint not null,
  opens    time     not null,
  closes   time     not null,
  primary key (store_id, weekday, opens),
  constraint opening_hours_check check (opens < closes),
  constraint opening_hours_weekday_check check (weekday >= 1 and weekday <= 7),
  constraint opening_hours_store_id_fkey foreign key (store_id) references store(id)
);

create table opening_exception (
  store_id uuid not null,
  on_date  date not null,
  opens    time,
  closes   time,
  reason   text,
  primary key (store_id, on_date),
  constraint opening_exception_check check ((opens is null) = (closes is null)),
  constraint opening_exception_store_id_fkey foreign key (store_id) references store(id)
);

create table location (
  id                 uuid             not null,
  code               text             not null,
  name               text             not null,
  kind               text             not null,
  store_id           uuid,
  country            char(2)          not null,
  region             text,
  lat                double precision,
  lng                double precision,
  timezone           text             not null,
  ships              boolean          not null default true,
  priority           smallint         not null default 5,
  max_orders_per_day integer,
  handling_minutes   integer          not null default 240,
  cutoff             time             not null default '15:00:00',
  active             boolean          not null default true,
  primary key (id),
  constraint location_code_key unique (code),
  constraint location_store_id_key unique (store_id),
  constraint location_check check ((kind = 'store') = (store_id is not null)),
  constraint location_code_check check (code ~ '^[a-z0-9-]{1,40}$'),
  constraint location_handling_minutes_check check (handling_minutes >= 0 and handling_minutes <= 20160),
  constraint location_kind_check check (kind in ('store', 'warehouse', 'partner')),
  constraint location_max_orders_per_day_check check (max_orders_per_day > 0),
  constraint location_priority_check check (priority >= 1 and priority <= 10),
  constraint location_store_id_fkey foreign key (store_id) references store(id)
);

create table channel_location (
  channel     text    not null,
  location_id uuid    not null,
  ships       boolean not null,
  pickup      boolean not null,
  primary key (channel, location_id),
  constraint channel_location_channel_fkey foreign key (channel) references channel(code),
  constraint channel_location_location_id_fkey foreign key (location_id) references location(id)
);
create index channel_location_by_location on channel_location (location_id);

create table register (
  id       uuid not null,
  store_id uuid not null,
  code     text not null,
  name     text not null,
  primary key (id),
  constraint register_store_id_code_key unique (store_id, code),
  constraint register_code_check check (code ~ '^[a-z0-9-]{1,20}$'),
  constraint register_store_id_fkey foreign key (store_id) references store(id)
);

create table staff (
  id         uuid        not null,
  email      text        not null,
  name       text        not null,
  role       text        not null,
  locale     text        not null default 'es',
  all_stores boolean     not null default false,
  active     boolean     not null default true,
  created_at timestamptz not null,
  primary key (id),
  constraint staff_name_check check (length(name) >= 1 and length(name) <= 120),
  constraint staff_role_check check (role in ('owner', 'manager', 'assistant', 'agent', 'marketer', 'analyst'))
);
create unique index staff_by_email on staff (lower(email));

create table staff_store (
  staff_id uuid not null,
  store_id uuid not null,
  primary key (staff_id, store_id),
  constraint staff_store_staff_id_fkey foreign key (staff_id) references staff(id),
  constraint staff_store_store_id_fkey foreign key (store_id) references store(id)
);

create table customer (
  id          uuid        not null,
  cluster_id  uuid        not null,
  given_name  text,
  family_name text,
  language    text,
  birthday    date,
  company     text,
  country     char(2),
  tags        text[]      not null default '{}',
  created_in  text        not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  erased_at   timestamptz,
  primary key (id),
  constraint customer_company_check check (length(company) <= 200),
  constraint customer_family_name_check check (length(family_name) <= 120),
  constraint customer_given_name_check check (length(given_name) <= 120)
);
create index customer_by_age on customer (created_at desc, id desc);
create index customer_by_cluster on customer (cluster_id);
create index customer_by_tag on customer using gin (tags);

create table customer_identity (
  id          uuid        not null,
  customer_id uuid        not null,
  kind        text        not null,
  account     text        not null default '',
  value       text        not null,
  shown       text        not null,
  level       text        not null,
  shared      boolean     not null default false,
  source      text        not null,
  valid_from  timestamptz not null,
  valid_to    timestamptz,
  told_shared boolean     not null default false,
  primary key (id),
  constraint customer_identity_check check (valid_to is null or valid_to >= valid_from),
  constraint customer_identity_check1 check (shared or not told_shared),
  constraint customer_identity_kind_check check (kind in ('email', 'phone', 'card', 'external', 'device', 'social', 'whatsapp')),
  constraint customer_identity_level_check check (level in ('anonymous', 'claimed', 'verified')),
  constraint customer_identity_value_check check (length(value) >= 1 and length(value) <= 320),
  constraint customer_identity_customer_id_fkey foreign key (customer_id) references customer(id)
);
create index customer_identity_by_customer on customer_identity (customer_id);
create index customer_identity_by_value on customer_identity (kind, value) where valid_to is null;
create unique index customer_identity_once on customer_identity (customer_id, kind, account, value) where valid_to is null;
create unique index customer_identity_one_owner on customer_identity (kind, account, value) where valid_to is null and level = 'verified' and not shared;

create table customer_merge (
  id         uuid        not null,
  kept_id    uuid        not null,
  joined_id  uuid        not null,
  evidence   jsonb       not null,
  actor_kind text        not null,
  actor_id   uuid,
  merged_at  timestamptz not null,
  undone_at  timestamptz,
  undone_by  uuid,
  primary key (id),
  constraint customer_merge_check check (kept_id <> joined_id),
  constraint customer_merge_joined_id_fkey foreign key (joined_id) references customer(id),
  constraint customer_merge_kept_id_fkey foreign key (kept_id) references customer(id)
);
create index customer_merge_by_joined on customer_merge (joined_id);
create index customer_merge_by_kept on customer_merge (kept_id);
create unique index customer_merge_once on customer_merge (least(kept_id, joined_id), greatest(kept_id, joined_id)) where undone_at is null;

create table customer_address (
  id          uuid        not null,
  customer_id uuid        not null,
  label       text,
  address     jsonb       not null,
  is_default  boolean     not null default false,
  created_at  timestamptz not null,
  removed_at  timestamptz,
  primary key (id),
  constraint customer_address_customer_id_fkey foreign key (customer_id) references customer(id)
);
create index customer_address_by_customer on customer_address (customer_id);

create table customer_preference (
  customer_id uuid        not null,
  name        text        not null,
  value       jsonb       not null,
  source      text        not null,
  updated_at  timestamptz not null,
  primary key (customer_id, name),
  constraint customer_preference_name_check check (length(name) >= 1 and length(name) <= 60),
  constraint customer_preference_customer_id_fkey foreign key (customer_id) references customer(id)
);

create table customer_note (
  id          uuid        not null,
  customer_id uuid        not null,
  text        text        not null,
  visible_to  text        not null,
  author_id   uuid,
  author_name text,
  created_at  timestamptz not null,
  removed_at  timestamptz,
  primary key (id),
  constraint customer_note_text_check check (length(text) >= 1 and length(text) <= 4000),
  constraint customer_note_visible_to_check check (visible_to in ('staff', 'customer')),
  constraint customer_note_customer_id_fkey foreign key (customer_id) references customer(id)
);
create index customer_note_by_customer on customer_note (customer_id, created_at desc);

create table customer_term (
  customer_id uuid not null,
  kind        text not null,
  term        text not null,
  primary key (customer_id, kind, term),
  constraint customer_term_kind_check check (kind in ('name', 'family', 'email', 'phone', 'card', 'order', 'external', 'social')),
  constraint customer_term_term_check check (length(term) >= 1 and length(term) <= 320),
  constraint customer_term_customer_id_fkey foreign key (customer_id) references customer(id)
);
create index customer_term_end on customer_term (reverse(term) text_pattern_ops) where kind in ('phone', 'card', 'order', 'external');
create index customer_term_fragment on customer_term using gin (translate(term, '.@_-+', '00000') gin_trgm_ops) with (fastupdate=off) where kind not in ('family', 'order');
create index customer_term_number on customer_term (substr(term, 4) text_pattern_ops) where kind = 'order';
create index customer_term_start on customer_term (term text_pattern_ops);

create table customer_word (
  word text   not null,
  near text[] not null,
  primary key (word),
  constraint customer_word_word_check check (length(word) >= 3 and length(word) <= 40)
);
create index customer_word_near on customer_word using gin (near);

create table customer_erasure (
  id           uuid        not null,
  customer_id  uuid        not null,
  requested_by text        not null,
  reason       text,
  erased_at    timestamptz not null,
  removed      jsonb       not null,
  primary key (id),
  constraint customer_erasure_customer_id_fkey foreign key (customer_id) references customer(id)
);
create index customer_erasure_by_customer on customer_erasure (customer_id);

create table consent (
  id            uuid        not null,
  customer_id   uuid        not null,
  contact_kind  text        not null,
  contact_value text        not null,
  channel       text        not null,
  purpose       text        not null,
  answer        text        not null,
  text_version  text        not null,
  proof         jsonb       not null,
  asked_in      text        not null,
  actor_kind    text        not null,
  actor_id      uuid,
  answered_at   timestamptz not null,
  primary key (id),
  constraint consent_answer_check check (answer in ('granted', 'denied', 'withdrawn')),
  constraint consent_channel_check check (channel in ('email', 'sms', 'whatsapp', 'phone', 'push', 'social', 'post', 'web')),
  constraint consent_contact_kind_check check (contact_kind in ('email', 'phone', 'whatsapp', 'social', 'device', 'post')),
  constraint consent_purpose_check check (purpose in ('marketing', 'service', 'profiling', 'analytics', 'sharing'))
);
create index consent_by_customer on consent (customer_id, answered_at desc);
create index consent_latest on consent (contact_kind, contact_value, channel, purpose, answered_at desc, id desc);

create table access_password (
  staff_id    uuid        not null,
  hash        text        not null,
  changed_at  timestamptz not null,
  given_until timestamptz,
  primary key (staff_id),
  constraint access_password_staff_id_fkey foreign key (staff_id) references staff(id)
);

create table access_totp (
  staff_id     uuid        not null,
  secret       text        not null,
  confirmed_at timestamptz,
  last_step    bigint      not null default 0,
  primary key (staff_id),
  constraint access_totp_staff_id_fkey foreign key (staff_id) references staff(id)
);

create table access_recovery_code (
  staff_id uuid        not null,
  hash     text        not null,
  used_at  timestamptz,
  primary key (staff_id, hash),
  constraint access_recovery_code_staff_id_fkey foreign key (staff_id) references staff(id)
);

create table access_passkey (
  id            uuid        not null,
  subject_kind  text        not null,
  subject_id    uuid        not null,
  credential_id text        not null,
  public_key    text        not null,
  counter       bigint      not null,
  transports    text[]      not null default '{}',
  name          text        not null,
  created_at    timestamptz not null,
  used_at       timestamptz,
  primary key (id),
  constraint access_passkey_credential_id_key unique (credential_id),
  constraint access_passkey_subject_kind_check check (subject_kind in ('staff', 'customer'))
);
create index access_passkey_by_subject on access_passkey (subject_kind, subject_id);

create table access_challenge (
  id           uuid        not null,
  kind         text        not null,
  subject_kind text,
  subject_id   uuid,
  contact_kind text,
  contact      text,
  secret       text        not null,
  attempts     integer     not null default 0,
  expires_at   timestamptz not null,
  used_at      timestamptz,
  created_at   timestamptz not null,
  primary key (id),
  constraint access_challenge_kind_check check (kind in ('one_time_code', 'passkey_register', 'passkey_sign_in')),
  constraint access_challenge_subject_kind_check check (subject_kind in ('staff', 'customer'))
);
create index access_challenge_by_age on access_challenge (expires_at);
create index access_challenge_by_subject on access_challenge (subject_id) where subject_id is not null;
create index access_challenge_open_codes on access_challenge (contact_kind, contact) where kind = 'one_time_code' and used_at is null;

create table access_session (
  id          uuid        not null,
  token_hash  text        not null,
  kind        text        not null,
  staff_id    uuid,
  customer_id uuid,
  verified_at timestamptz,
  channel     text,
  user_agent  text,
  created_at  timestamptz not null,
  seen_at     timestamptz not null,
  expires_at  timestamptz not null,
  revoked_at  timestamptz,
  device_id   uuid,
  primary key (id),
  constraint access_session_token_hash_key unique (token_hash),
  constraint access_session_check check ((kind = 'staff') = (staff_id is not null)),
  constraint access_session_check1 check ((kind = 'customer') = (customer_id is not null)),
  constraint access_session_device_check check (device_id is null or staff_id is not null),
  constraint access_session_kind_check check (kind in ('staff', 'customer')),
  constraint access_session_customer_id_fkey foreign key (customer_id) references customer(id),
  constraint access_session_staff_id_fkey foreign key (staff_id) references staff(id)
);
create index access_session_by_age on access_session (expires_at);
create index access_session_by_customer on access_session (customer_id) where customer_id is not null;
create index access_session_by_device on access_session (device_id) where device_id is not null and revoked_at is null;
create index access_session_by_staff on access_session (staff_id) where revoked_at is null;

create table access_key (
  id          uuid        not null,
  kind        text        not null,
  name        text        not null,
  prefix      text        not null,
  hash        text        not null,
  channel     text,
  permissions text[]      not null default '{}',
  created_by  uuid,
  created_at  timestamptz not null,
  used_at     timestamptz,
  expires_at  timestamptz,
  revoked_at  timestamptz,
  replaces_id uuid,
  primary key (id),
  constraint access_key_hash_key unique (hash),
  constraint access_key_check check (kind = 'secret' or channel is not null),
  constraint access_key_kind_check check (kind in ('publishable', 'secret')),
  constraint access_key_name_check check (length(name) >= 1 and length(name) <= 120),
  constraint access_key_channel_fkey foreign key (channel) references channel(code),
  constraint access_key_replaces_id_fkey foreign key (replaces_id) references access_key(id)
);

create table access_device (
  id          uuid        not null,
  register_id uuid        not null,
  name        text        not null,
  token_hash  text        not null,
  enrolled_by uuid,
  enrolled_at timestamptz not null,
  seen_at     timestamptz,
  revoked_at  timestamptz,
  primary key (id),
  constraint access_device_token_hash_key unique (token_hash),
  constraint access_device_enrolled_by_fkey foreign key (enrolled_by) references staff(id),
  constraint access_device_register_id_fkey foreign key (register_id) references register(id)
);
create index access_device_by_register on access_device (register_id);

create table access_attempt (
  subject   text        not null,
  window_at timestamptz not null,
  attempts  integer     not null,
  primary key (subject, window_at)
);
create index access_attempt_by_age on access_attempt (window_at);

create table category (
  id        uuid    not null,
  parent_id uuid,
  slug      text    not null,
  position  integer not null default 0,
  primary key (id),
  constraint category_slug_key unique (slug),
  constraint category_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120),
  constraint category_parent_id_fkey foreign key (parent_id) references category(id)
);
create index category_by_parent on category (parent_id, "position");

create table category_text (
  category_id uuid not null,
  locale      text not null,
  name        text not null,
  primary key (category_id, locale),
  constraint category_text_locale_check check (locale in ('es', 'en')),
  constraint category_text_name_check check (length(name) >= 1 and length(name) <= 200),
  constraint category_text_category_id_fkey foreign key (category_id) references category(id)
);

create table product (
  id           uuid        not null,
  slug         text        not null,
  status       text        not null,
  brand        text,
  product_type text,
  kind         text        not null default 'goods',
  tax_class    text        not null default 'standard',
  attributes   jsonb       not null default '{}',
  tags         text[]      not null default '{}',
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  primary key (id),
  constraint product_slug_key unique (slug),
  constraint product_kind_check check (kind in ('goods', 'service')),
  constraint product_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 160),
  constraint product_status_check check (status in ('draft', 'active', 'archived')),
  constraint product_tax_class_check check (tax_class in ('standard', 'reduced', 'super_reduced', 'exempt'))
);
create index product_by_attribute on product using gin (attributes jsonb_path_ops);
create index product_by_brand on product (brand, id) where brand is not null;
create index product_by_status on product (status, created_at desc, id desc);
create index product_by_tag on product using gin (tags);

create table product_text (
  product_id  uuid not null,
  locale      text not null,
  name        text not null,
  description text not null default '',
  seo_title   text,
  seo_text    text,
  primary key (product_id, locale),
  constraint product_text_description_check check (length(description) <= 20000),
  constraint product_text_locale_check check (locale in ('es', 'en')),
  constraint product_text_name_check check (length(name) >= 1 and length(name) <= 300),
  constraint product_text_product_id_fkey foreign key (product_id) references product(id)
);

create table product_search (
  product_id uuid     not null,
  locale     text     not null,
  title      text     not null,
  document   tsvector not null,
  words      text     not null,
  primary key (product_id, locale),
  constraint product_search_locale_check check (locale in ('es', 'en')),
  constraint product_search_product_id_fkey foreign key (product_id) references product(id)
);
create index product_search_by_title on product_search (locale, title, product_id);
create index product_search_document on product_search using gin (document);
create index product_search_words on product_search using gin (words gin_trgm_ops);

create table product_category (
  product_id  uuid    not null,
  category_id uuid    not null,
  position    integer not null default 0,
  primary key (product_id, category_id),
  constraint product_category_category_id_fkey foreign key (category_id) references category(id),
  constraint product_category_product_id_fkey foreign key (product_id) references product(id)
);
create index product_category_by_category on product_category (category_id, "position");

create table product_option (
  product_id uuid     not null,
  code       text     not null,
  position   smallint not null,
  names      jsonb    not null,
  choices    jsonb    not null,
  primary key (product_id, code),
  constraint product_option_code_check check (length(code) >= 1 and length(code) <= 60),
  constraint product_option_product_id_fkey foreign key (product_id) references product(id)
);

create table variant (
  id         uuid        not null,
  product_id uuid        not null,
  sku        text        not null,
  gtin       text,
  options    jsonb       not null default '{}',
  position   integer     not null default 0,
  weight_g   integer,
  status     text        not null default 'active',
  updated_at timestamptz not null,
  primary key (id),
  constraint variant_gtin_check check (gtin ~ '^([0-9]{8}|[0-9]{12,14})$'),
  constraint variant_sku_check check (length(sku) >= 1 and length(sku) <= 80),
  constraint variant_status_check check (status in ('active', 'archived')),
  constraint variant_weight_g_check check (weight_g >= 0),
  constraint variant_product_id_fkey foreign key (product_id) references product(id)
);
create unique index variant_by_gtin on variant (lpad(gtin, 14, '0'));
create index variant_by_options on variant using gin (options jsonb_path_ops);
create index variant_by_product on variant (product_id, "position");
create unique index variant_by_sku on variant (lower(sku) text_pattern_ops);

create table media (
  id         uuid    not null,
  product_id uuid    not null,
  variant_id uuid,
  path       text    not null,
  alt        jsonb   not null default '{}',
  width      integer not null,
  height     integer not null,
  position   integer not null default 0,
  primary key (id),
  constraint media_height_check check (height > 0),
  constraint media_width_check check (width > 0),
  constraint media_product_id_fkey foreign key (product_id) references product(id),
  constraint media_variant_id_fkey foreign key (variant_id) references variant(id)
);
create index media_by_product on media (product_id, "position");
create unique index media_once on media (product_id, variant_id, path) nulls not distinct;

create table tax_rate (
  id         uuid    not null,
  country    char(2) not null,
  region     text    not null default '',
  tax_class  text    not null,
  name       text    not null,
  rate_ppm   integer not null,
  valid_from date    not null,
  valid_to   date,
  primary key (id),
  constraint tax_rate_country_region_tax_class_valid_from_key unique (country, region, tax_class, valid_from),
  constraint tax_rate_check check (valid_to is null or valid_to > valid_from),
  constraint tax_rate_rate_ppm_check check (rate_ppm >= 0 and rate_ppm <= 1000000)
);

create table price_list (
  id           uuid        not null,
  code         text        not null,
  name         text        not null,
  currency     char(3)     not null,
  tax_included boolean     not null,
  channel      text,
  store_id     uuid,
  customer_tag text,
  starts_at    timestamptz,
  ends_at      timestamptz,
  priority     integer     not null default 0,
  active       boolean     not null default true,
  primary key (id),
  constraint price_list_code_key unique (code),
  constraint price_list_check check (ends_at is null or starts_at is null or ends_at > starts_at),
  constraint price_list_code_check check (code ~ '^[a-z0-9_-]{1,60}$'),
  constraint price_list_channel_fkey foreign key (channel) references channel(code),
  constraint price_list_store_id_fkey foreign key (store_id) references store(id)
);

create table price (
  id            uuid        not null,
  price_list_id uuid        not null,
  variant_id    uuid        not null,
  min_quantity  integer     not null default 1,
  amount        bigint      not null,
  compare_at    bigint,
  updated_at    timestamptz not null,
  primary key (id),
  constraint price_variant_id_price_list_id_min_quantity_key unique (variant_id, price_list_id, min_quantity),
  constraint price_amount_check check (amount >= 0 and amount <= 1000000000000),
  constraint price_compare_at_check check (compare_at >= 0 and compare_at <= 1000000000000),
  constraint price_min_quantity_check check (min_quantity >= 1 and min_quantity <= 1000000),
  constraint price_price_list_id_fkey foreign key (price_list_id) references price_list(id),
  constraint price_variant_id_fkey foreign key (variant_id) references variant(id)
);
create index price_by_list on price (price_list_id, variant_id);

create table price_history (
  id            uuid        not null,
  price_list_id uuid        not null,
  variant_id    uuid        not null,
  min_quantity  integer     not null default 1,
  amount        bigint      not null,
  from_at       timestamptz not null,
  to_at         timestamptz,
  primary key (id),
  constraint price_history_check check (to_at is null or to_at >= from_at),
  constraint price_history_price_list_id_fkey foreign key (price_list_id) references price_list(id),
  constraint price_history_variant_id_fkey foreign key (variant_id) references variant(id)
);
create index price_history_by_variant on price_history (variant_id, price_list_id, from_at desc);
create unique index price_history_open on price_history (price_list_id, variant_id, min_quantity) where to_at is null;

create table stock_level (
  variant_id      uuid        not null,
  location_id     uuid        not null,
  on_hand         integer     not null default 0,
  allocated       integer     not null default 0,
  reserved        integer     not null default 0,
  safety_stock    integer     not null default 0,
  damaged         integer     not null default 0,
  incoming        integer     not null default 0,
  backorder_limit integer     not null default 0,
  updated_at      timestamptz not null,
  primary key (variant_id, location_id),
  constraint stock_level_allocated_check check (allocated >= 0),
  constraint stock_level_backorder_limit_check check (backorder_limit >= 0),
  constraint stock_level_damaged_check check (damaged >= 0),
  constraint stock_level_incoming_check check (incoming >= 0),
  constraint stock_level_reserved_check check (reserved >= 0),
  constraint stock_level_safety_stock_check check (safety_stock >= 0),
  constraint stock_level_location_id_fkey foreign key (location_id) references location(id),
  constraint stock_level_variant_id_fkey foreign key (variant_id) references variant(id)
);
create index stock_level_by_location on stock_level (location_id, variant_id);

create table stock_movement (
  seq         bigint      not null,
  kind        text        not null,
  variant_id  uuid        not null,
  location_id uuid        not null,
  on_hand     integer     not null default 0,
  allocated   integer     not null default 0,
  reserved    integer     not null default 0,
  damaged     integer     not null default 0,
  incoming    integer     not null default 0,
  cause_kind  text        not null,
  cause_id    uuid        not null,
  line_id     uuid,
  reason      text,
  actor_kind  text        not null,
  actor_id    uuid,
  moved_at    timestamptz not null,
  primary key (seq),
  constraint stock_movement_cause_kind_check check (cause_kind in ('cart', 'order', 'sale', 'receipt', 'adjustment', 'count', 'transfer', 'transfer_receipt', 'return')),
  constraint stock_movement_kind_check check (kind in ('received', 'allocated', 'deallocated', 'reserved', 'released', 'shipped', 'sold', 'adjusted', 'counted', 'transferred_out', 'transferred_in', 'returned', 'damaged', 'opening')),
  constraint stock_movement_variant_id_location_id_fkey foreign key (variant_id, location_id) references stock_level(variant_id, location_id)
);
create index stock_movement_by_level on stock_movement (variant_id, location_id, seq desc);
create index stock_movement_by_order on stock_movement (cause_id) where cause_kind = 'order';
create unique index stock_movement_once on stock_movement (cause_id, cause_kind, variant_id, location_id, line_id, kind) nulls not distinct where cause_kind not in ('cart', 'order');

create table stock_reservation (
  id          uuid        not null,
  cart_id     uuid        not null,
  line_id     uuid        not null,
  variant_id  uuid        not null,
  location_id uuid        not null,
  quantity    integer     not null,
  expires_at  timestamptz not null,
  created_at  timestamptz not null,
  primary key (id),
  constraint stock_reservation_cart_id_line_id_variant_id_location_id_key unique (cart_id, line_id, variant_id, location_id),
  constraint stock_reservation_quantity_check check (quantity > 0),
  constraint stock_reservation_variant_id_location_id_fkey foreign key (variant_id, location_id) references stock_level(variant_id, location_id)
);
create index stock_reservation_by_expiry on stock_reservation (expires_at);
create index stock_reservation_by_level on stock_reservation (variant_id, location_id, expires_at);

create table stock_allocation (
  id            uuid        not null,
  order_id      uuid        not null,
  order_line_id uuid        not null,
  variant_id    uuid        not null,
  location_id   uuid        not null,
  quantity      integer     not null,
  created_at    timestamptz not null,
  primary key (id),
  constraint stock_allocation_order_line_id_location_id_key unique (order_line_id, location_id),
  constraint stock_allocation_quantity_check check (quantity > 0),
  constraint stock_allocation_variant_id_location_id_fkey foreign key (variant_id, location_id) references stock_level(variant_id, location_id)
);
create index stock_allocation_by_level on stock_allocation (variant_id, location_id);
create index stock_allocation_by_order on stock_allocation (order_id);

create table stock_transfer (
  id          uuid        not null,
  from_id     uuid        not null,
  to_id       uuid        not null,
  status      text        not null,
  reason      text,
  created_by  uuid,
  sent_at     timestamptz not null,
  received_at timestamptz,
  primary key (id),
  constraint stock_transfer_check check (from_id <> to_id),
  constraint stock_transfer_status_check check (status in ('sent', 'received', 'received_short', 'canceled')),
  constraint stock_transfer_from_id_fkey foreign key (from_id) references location(id),
  constraint stock_transfer_to_id_fkey foreign key (to_id) references location(id)
);
create index stock_transfer_by_age on stock_transfer (sent_at desc, id desc);
create index stock_transfer_by_from on stock_transfer (from_id, sent_at desc);
create index stock_transfer_by_to on stock_transfer (to_id, status, sent_at desc);

create table stock_transfer_line (
  transfer_id uuid    not null,
  variant_id  uuid    not null,
  sent        integer not null,
  received    integer not null default 0,
  missing     integer not null default 0,
  primary key (transfer_id, variant_id),
  constraint stock_transfer_line_check check ((received + missing) <= sent),
  constraint stock_transfer_line_missing_check check (missing >= 0),
  constraint stock_transfer_line_received_check check (received >= 0),
  constraint stock_transfer_line_sent_check check (sent > 0),
  constraint stock_transfer_line_transfer_id_fkey foreign key (transfer_id) references stock_transfer(id),
  constraint stock_transfer_line_variant_id_fkey foreign key (variant_id) references variant(id)
);

create table stock_count (
  id          uuid        not null,
  location_id uuid        not null,
  variant_id  uuid        not null,
  expected    integer     not null,
  counted     integer     not null,
  variance    integer     generated always as (counted - expected) stored,
  reason      text        not null,
  counted_by  uuid,
  counted_at  timestamptz not null,
  primary key (id),
  constraint stock_count_counted_check check (counted >= 0),
  constraint stock_count_location_id_fkey foreign key (location_id) references location(id),
  constraint stock_count_variant_id_fkey foreign key (variant_id) references variant(id)
);
create index stock_count_by_location on stock_count (location_id, counted_at desc);

create table stock_capacity (
  location_id uuid    not null,
  on_date     date    not null,
  taken       integer not null default 0,
  primary key (location_id, on_date),
  constraint stock_capacity_taken_check check (taken >= 0),
  constraint stock_capacity_location_id_fkey foreign key (location_id) references location(id)
);

create table stock_exclusion (
  id          uuid        not null,
  location_id uuid        not null,
  variant_id  uuid,
  reason      text        not null,
  until_at    timestamptz not null,
  primary key (id),
  constraint stock_exclusion_location_id_fkey foreign key (location_id) references location(id),
  constraint stock_exclusion_variant_id_fkey foreign key (variant_id) references variant(id)
);
create index stock_exclusion_running on stock_exclusion (until_at);

create table payment (
  id               uuid        not null,
  cart_id          uuid,
  order_id         uuid,
  customer_id      uuid,
  store_id         uuid,
  channel          text        not null,
  provider         text        not null,
  tender           text        not null,
  currency         char(3)     not null,
  amount           bigint      not null,
  given            bigint,
  authorised       bigint      not null default 0,
  capturing        bigint      not null default 0,
  captured         bigint      not null default 0,
  voiding          bigint      not null default 0,
  refunding        bigint      not null default 0,
  refunded         bigint      not null default 0,
  status           text        not null,
  provider_ref     text,
  provider_version bigint      not null default 0,
  action_url       text,
  return_url       text,
  decline_code     text,
  details          jsonb       not null default '{}',
  check_at         timestamptz,
  checks           integer     not null default 0,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  owed             bigint      not null default 0,
  primary key (id),
  constraint payment_amount_check check (amount > 0 and amount <= 1000000000000),
  constraint payment_authorised_check check (authorised >= 0),
  constraint payment_captured_check check (captured >= 0),
  constraint payment_capturing_check check (capturing >= 0),
  constraint payment_check check (given >= amount),
  constraint payment_check1 check (authorised <= amount),
  constraint payment_check2 check ((captured + capturing + voiding) <= authorised),
  constraint payment_check3 check (refunded <= captured),
  constraint payment_check4 check ((refunded + refunding) <= (captured + capturing)),
  constraint payment_check5 check ((refunded + refunding + owed) <= (captured + capturing)),
  constraint payment_owed_check check (owed >= 0),
  constraint payment_provider_check check (length(provider) >= 1 and length(provider) <= 40),
  constraint payment_refunded_check check (refunded >= 0),
  constraint payment_refunding_check check (refunding >= 0),
  constraint payment_status_check check (status in ('created', 'pending', 'action_required', 'authorised', 'captured', 'declined', 'voided', 'unknown')),
  constraint payment_tender_check check (tender in ('cash', 'card', 'transfer', 'other')),
  constraint payment_voiding_check check (voiding >= 0)
);
create index payment_by_age on payment (created_at desc, id desc);
create index payment_by_cart on payment (cart_id) where cart_id is not null;
create index payment_by_order on payment (order_id) where order_id is not null;
create unique index payment_by_provider_ref on payment (provider, provider_ref) where provider_ref is not null;
create index payment_by_store on payment (store_id, created_at desc, id desc) where store_id is not null;
create index payment_owing on payment (created_at desc, id desc) where owed > 0;
create index payment_to_check on payment (check_at) where check_at is not null;

create table payment_effect (
  id           uuid        not null,
  payment_id   uuid        not null,
  kind         text        not null,
  amount       bigint      not null,
  status       text        not null,
  provider_ref text,
  reason       text,
  cause_kind   text,
  cause_id     uuid,
  error        text,
  asked_at     timestamptz not null,
  settled_at   timestamptz,
  tries        smallint    not null default 0,
  primary key (id),
  constraint payment_effect_check check (amount > 0 or amount = 0 and kind = 'void'),
  constraint payment_effect_kind_check check (kind in ('authorise', 'capture', 'void', 'refund')),
  constraint payment_effect_status_check check (status in ('asked', 'done', 'failed', 'unknown', 'owed')),
  constraint payment_effect_payment_id_fkey foreign key (payment_id) references payment(id)
);
create unique index payment_effect_by_cause on payment_effect (cause_id, cause_kind, payment_id) where kind = 'refund' and status <> 'failed';
create index payment_effect_by_payment on payment_effect (payment_id, asked_at, id);
create unique index payment_effect_open_once on payment_effect (payment_id, kind) where (kind in ('capture', 'void')) and (status in ('asked', 'unknown'));

create table payment_notice (
  id          uuid        not null,
  provider    text        not null,
  notice_id   text        not null,
  payload     jsonb       not null,
  received_at timestamptz not null,
  applied_at  timestamptz,
  error       text,
  tries       integer     not null default 0,
  try_at      timestamptz,
  primary key (id),
  constraint payment_notice_provider_notice_id_key unique (provider, notice_id)
);
create index payment_notice_waiting on payment_notice (coalesce(try_at, received_at)) where applied_at is null;

create table cart (
  id              uuid        not null,
  code            text        not null,
  version         integer     not null default 1,
  status          text        not null,
  customer_id     uuid,
  shared_with     uuid[]      not null default '{}'::uuid[],
  channel         text        not null,
  currency        char(3)     not null,
  locale          text        not null,
  store_id        uuid,
  delivery_method text,
  pickup_store_id uuid,
  address         jsonb,
  contact         jsonb,
  note            text,
  touched_in      text[]      not null default '{}',
  merged_into_id  uuid,
  order_id        uuid,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  expires_at      timestamptz not null,
  primary key (id),
  constraint cart_code_key unique (code),
  constraint cart_check check (delivery_method is distinct from 'pickup' or pickup_store_id is not null),
  constraint cart_delivery_method_check check (delivery_method in ('ship', 'pickup', 'carry_out')),
  constraint cart_note_check check (length(note) <= 1000),
  constraint cart_shared_with_check check (cardinality(shared_with) <= 20),
  constraint cart_status_check check (status in ('open', 'placed', 'merged', 'expired')),
  constraint cart_channel_fkey foreign key (channel) references channel(code),
  constraint cart_customer_id_fkey foreign key (customer_id) references customer(id),
  constraint cart_merged_into_id_fkey foreign key (merged_into_id) references cart(id),
  constraint cart_pickup_store_id_fkey foreign key (pickup_store_id) references store(id),
  constraint cart_store_id_fkey foreign key (store_id) references store(id)
);
create index cart_by_age on cart (updated_at desc, id desc);
create index cart_by_customer on cart (customer_id, updated_at desc) where customer_id is not null;
create index cart_by_expiry on cart (expires_at) where status = 'open';
create index cart_by_sharer on cart using gin (shared_with) where status = 'open';
create index cart_by_store on cart (store_id, updated_at desc, id desc) where store_id is not null;

create table cart_line (
  id         uuid        not null,
  cart_id    uuid        not null,
  variant_id uuid        not null,
  quantity   integer     not null,
  position   integer     not null,
  saved      boolean     not null default false,
  note       text,
  added_in   text        not null,
  added_by   text        not null,
  added_at   timestamptz not null,
  price_seen bigint,
  primary key (id),
  constraint cart_line_cart_id_variant_id_saved_key unique (cart_id, variant_id, saved),
  constraint cart_line_note_check check (length(note) <= 500),
  constraint cart_line_price_seen_check check (price_seen >= 0),
  constraint cart_line_quantity_check check (quantity >= 1 and quantity <= 9999),
  constraint cart_line_cart_id_fkey foreign key (cart_id) references cart(id),
  constraint cart_line_variant_id_fkey foreign key (variant_id) references variant(id)
);

create table orders (
  id              uuid        not null,
  number          text        not null,
  cart_id         uuid,
  external_id     text,
  customer_id     uuid,
  channel         text        not null,
  store_id        uuid,
  legal_entity_id uuid,
  currency        char(3)     not null,
  locale          text        not null,
  status          text        not null,
  payment_status  text        not null,
  delivery_method text        not null,
  pickup_store_id uuid,
  address         jsonb,
  contact         jsonb       not null default '{}',
  tax_included    boolean     not null,
  net             bigint      not null,
  tax             bigint      not null,
  gross           bigint      not null,
  paid            bigint      not null default 0,
  refunded        bigint      not null default 0,
  taxes           jsonb       not null default '[]',
  note            text,
  touched_in      text[]      not null default '{}',
  placed_by_kind  text        not null,
  placed_by_id    uuid,
  placed_at       timestamptz not null,
  updated_at      timestamptz not null,
  canceled_at     timestamptz,
  cancel_reason   text,
  completed_at    timestamptz,
  rounding        bigint      not null default 0,
  pay_later       boolean     not null default false,
  primary key (id),
  constraint orders_cart_id_key unique (cart_id),
  constraint orders_check check ((net + tax) = gross),
  constraint orders_check1 check (refunded <= paid),
  constraint orders_delivery_method_check check (delivery_method in ('ship', 'pickup', 'carry_out')),
  constraint orders_paid_check check (paid >= 0),
  constraint orders_payment_status_check check (payment_status in ('unpaid', 'authorised', 'paid', 'partly_refunded', 'refunded')),
  constraint orders_refunded_check check (refunded >= 0),
  constraint orders_status_check check (status in ('placed', 'in_progress', 'completed', 'canceled')),
  constraint orders_channel_fkey foreign key (channel) references channel(code),
  constraint orders_customer_id_fkey foreign key (customer_id) references customer(id),
  constraint orders_legal_entity_id_fkey foreign key (legal_entity_id) references legal_entity(id),
  constraint orders_pickup_store_id_fkey foreign key (pickup_store_id) references store(id),
  constraint orders_store_id_fkey foreign key (store_id) references store(id)
);
create index orders_by_age on orders (placed_at desc, id desc);
create index orders_by_channel on orders (channel, placed_at desc, id desc);
create index orders_by_customer on orders (customer_id, placed_at desc, id desc) where customer_id is not null;
create unique index orders_by_external on orders (external_id, channel) where external_id is not null;
create unique index orders_by_number on orders (lower(replace(number, '-', '')) text_pattern_ops);
create index orders_by_pickup_store on orders (pickup_store_id, placed_at desc, id desc) where pickup_store_id is not null;
create index orders_by_status on orders (status, placed_at desc, id desc);
create index orders_by_store on orders (store_id, placed_at desc, id desc) where store_id is not null;
create index orders_not_paid on orders (payment_status, placed_at desc, id desc) where payment_status <> 'paid';

create table order_line (
  id         uuid     not null,
  order_id   uuid     not null,
  position   integer  not null,
  variant_id uuid,
  sku        text     not null,
  name       text     not null,
  options    jsonb    not null default '{}',
  kind       text     not null,
  quantity   integer  not null,
  canceled   integer  not null default 0,
  fulfilled  integer  not null default 0,
  returned   integer  not null default 0,
  unit_price bigint   not null,
  compare_at bigint,
  net        bigint   not null,
  tax        bigint   not null,
  gross      bigint   not null,
  tax_class  text     not null,
  tax_name   text     not null,
  tax_ppm    integer  not null,
  price_list text,
  unit_paid  bigint[] not null,
  note       text,
  primary key (id),
  constraint order_line_order_id_position_key unique (order_id, "position"),
  constraint order_line_canceled_check check (canceled >= 0),
  constraint order_line_check check ((net + tax) = gross),
  constraint order_line_check1 check ((canceled + fulfilled) <= abs(quantity)),
  constraint order_line_check2 check (returned <= fulfilled),
  constraint order_line_check3 check (cardinality(unit_paid) = abs(quantity)),
  constraint order_line_fulfilled_check check (fulfilled >= 0),
  constraint order_line_kind_check check (kind in ('goods', 'service')),
  constraint order_line_quantity_check check (quantity <> 0),
  constraint order_line_returned_check check (returned >= 0),
  constraint order_line_order_id_fkey foreign key (order_id) references orders(id)
);
create index order_line_by_variant on order_line (variant_id, order_id) where variant_id is not null;

create table order_adjustment (
  id         uuid        not null,
  order_id   uuid        not null,
  line_id    uuid,
  kind       text        not null,
  quantity   integer     not null default 0,
  amount     bigint      not null,
  reason     text        not null,
  cause_id   uuid        not null,
  actor_kind text        not null,
  actor_id   uuid,
  made_at    timestamptz not null,
  primary key (id),
  constraint order_adjustment_kind_check check (kind in ('cancellation', 'refund', 'correction')),
  constraint order_adjustment_line_id_fkey foreign key (line_id) references order_line(id),
  constraint order_adjustment_order_id_fkey foreign key (order_id) references orders(id)
);
create index order_adjustment_by_order on order_adjustment (order_id, made_at);
create unique index order_adjustment_once on order_adjustment (cause_id, line_id) where line_id is not null;

create table fulfilment (
  id                 uuid        not null,
  order_id           uuid        not null,
  customer_id        uuid,
  kind               text        not null,
  location_id        uuid,
  pickup_store_id    uuid,
  status             text        not null,
  attempt            integer     not null default 1,
  replaces_id        uuid,
  due_at             timestamptz not null,
  ready_at           timestamptz,
  hold_until         timestamptz,
  reminded_at        timestamptz,
  handover_code      text,
  code_tries         integer     not null default 0,
  handed_over_to     text,
  tracking           text,
  carrier            text,
  trace              jsonb       not null,
  created_at         timestamptz not null,
  updated_at         timestamptz not null,
  closed_at          timestamptz,
  handover_code_hash text,
  signed_by          text,
  signature          text,
  work_on            date,
  primary key (id),
  constraint fulfilment_check check (kind <> 'pickup' or pickup_store_id is not null),
  constraint fulfilment_check1 check (kind <> 'pickup' or status <> 'ready' or hold_until is not null and handover_code is not null),
  constraint fulfilment_code_tries_check check (code_tries >= 0),
  constraint fulfilment_kind_check check (kind in ('ship', 'pickup', 'carry_out')),
  constraint fulfilment_signature_check check (length(signature) <= 8000 and signature ~ '^[ML0-9 ]+$'),
  constraint fulfilment_signature_has_name check (signature is null or signed_by is not null),
  constraint fulfilment_signed_by_check check (length(signed_by) >= 1 and length(signed_by) <= 120),
  constraint fulfilment_status_check check (status in ('assigned', 'accepted', 'picking', 'ready', 'handed_over', 'shipped', 'delivered', 'exception', 'rejected', 'expired', 'canceled')),
  constraint fulfilment_location_id_fkey foreign key (location_id) references location(id),
  constraint fulfilment_order_id_fkey foreign key (order_id) references orders(id),
  constraint fulfilment_pickup_store_id_fkey foreign key (pickup_store_id) references store(id),
  constraint fulfilment_replaces_id_fkey foreign key (replaces_id) references fulfilment(id)
);
create index fulfilment_by_code on fulfilment (handover_code_hash) where handover_code_hash is not null;
create index fulfilment_by_customer on fulfilment (customer_id) where customer_id is not null;
create index fulfilment_by_day on fulfilment (work_on, location_id) where work_on is not null;
create index fulfilment_by_hold on fulfilment (hold_until) where status = 'ready';
create index fulfilment_by_location on fulfilment (location_id, status, due_at, id);
create index fulfilment_by_order on fulfilment (order_id);
create index fulfilment_by_replaced on fulfilment (replaces_id) where replaces_id is not null;
create index fulfilment_by_status on fulfilment (status, due_at, id);

create table fulfilment_line (
  fulfilment_id uuid    not null,
  order_line_id uuid    not null,
  variant_id    uuid    not null,
  quantity      integer not null,
  picked        integer not null default 0,
  missing       integer not null default 0,
  canceled      integer not null default 0,
  primary key (fulfilment_id, order_line_id),
  constraint fulfilment_line_canceled_check check (canceled >= 0),
  constraint fulfilment_line_check check ((picked + missing + canceled) <= quantity),
  constraint fulfilment_line_missing_check check (missing >= 0),
  constraint fulfilment_line_picked_check check (picked >= 0),
  constraint fulfilment_line_quantity_check check (quantity > 0),
  constraint fulfilment_line_fulfilment_id_fkey foreign key (fulfilment_id) references fulfilment(id),
  constraint fulfilment_line_order_line_id_fkey foreign key (order_line_id) references order_line(id)
);
create index fulfilment_line_by_order_line on fulfilment_line (order_line_id);

create table fulfilment_rejection (
  id            uuid        not null,
  fulfilment_id uuid        not null,
  location_id   uuid,
  reason        text        not null,
  note          text,
  actor_id      uuid,
  rejected_at   timestamptz not null,
  primary key (id),
  constraint fulfilment_rejection_reason_check check (reason in ('not_found', 'damaged', 'too_busy', 'closed', 'other')),
  constraint fulfilment_rejection_fulfilment_id_fkey foreign key (fulfilment_id) references fulfilment(id),
  constraint fulfilment_rejection_location_id_fkey foreign key (location_id) references location(id)
);
create index fulfilment_rejection_by_fulfilment on fulfilment_rejection (fulfilment_id);
create index fulfilment_rejection_recent on fulfilment_rejection (location_id, rejected_at desc);

create table touchpoint (
  id          uuid        not null,
  type        text        not null,
  customer_id uuid        not null,
  channel     text        not null,
  store_id    uuid,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  data        jsonb       not null,
  primary key (recorded_at, id),
  constraint touchpoint_type_check check (length(type) >= 3 and length(type) <= 80)
) partition by range (recorded_at);
create index touchpoint_by_customer on touchpoint (customer_id, occurred_at desc, id desc);

create table touchpoint_other partition of touchpoint default;

create table import_run (
  id          uuid        not null,
  kind        text        not null,
  source      text        not null,
  settings    jsonb       not null default '{}',
  status      text        not null,
  batch       integer     not null default 0,
  rows        bigint      not null default 0,
  accepted    bigint      not null default 0,
  skipped     bigint      not null default 0,
  refused     bigint      not null default 0,
  stage       text        not null default 'reading',
  after       text        not null default '',
  figures     jsonb       not null default '[]',
  started_at  timestamptz not null,
  updated_at  timestamptz not null,
  finished_at timestamptz,
  primary key (id),
  constraint import_run_kind_source_key unique (kind, source),
  constraint import_run_kind_check check (kind in ('online-retail', 'catalogue')),
  constraint import_run_status_check check (status in ('running', 'completed', 'differs'))
);
create index import_run_by_age on import_run (started_at desc, id desc);

create table import_row (
  run_id  uuid   not null,
  part    text   not null,
  row     bigint not null,
  key     text   not null,
  content jsonb  not null,
  primary key (run_id, part, "row"),
  constraint import_row_run_id_fkey foreign key (run_id) references import_run(id)
);
create index import_row_by_key on import_row (run_id, part, key, "row");

create table import_error (
  run_id   uuid   not null,
  part     text   not null,
  row      bigint not null,
  code     text   not null,
  severity text   not null,
  message  text   not null,
  primary key (run_id, part, "row", code),
  constraint import_error_severity_check check (severity in ('refused', 'skipped', 'remark')),
  constraint import_error_run_id_fkey foreign key (run_id) references import_run(id)
);

create table revision (
  topic  text   not null,
  number bigint not null,
  primary key (topic)
);

create table stock_plan (
  cart_id    uuid        not null,
  question   text        not null,
  plan       jsonb       not null,
  expires_at timestamptz not null,
  primary key (cart_id)
);
create index stock_plan_by_expiry on stock_plan (expires_at);

create table look (
  id           uuid        not null,
  customer_id  uuid,
  operation    text        not null,
  actor_kind   text        not null,
  actor_id     uuid,
  actor_name   text,
  channel      text        not null,
  store_id     uuid,
  request_id   text        not null,
  recorded_at  timestamptz not null,
  subject_kind text,
  subject_id   uuid,
  primary key (recorded_at, id),
  constraint look_at_somebody check (num_nonnulls(customer_id, subject_id) = 1 and num_nulls(subject_kind, subject_id) <> 1),
  constraint look_operation_check check (length(operation) >= 1 and length(operation) <= 80),
  constraint look_subject_kind_check check (subject_kind in ('order', 'cart'))
) partition by range (recorded_at);
create index look_at_guests on look (recorded_at desc, id desc) where subject_id is not null;
create index look_by_actor on look (actor_id, recorded_at desc, id desc) where actor_id is not null;
create index look_by_customer on look (customer_id, recorded_at desc, id desc);
create index look_by_subject on look (subject_id, recorded_at desc, id desc) where subject_id is not null;

create table look_other partition of look default;

create table access_pin (
  staff_id   uuid        not null,
  salt       text        not null,
  iterations integer     not null,
  hash       text        not null,
  changed_at timestamptz not null,
  primary key (staff_id),
  constraint access_pin_iterations_check check (iterations >= 100000),
  constraint access_pin_staff_id_fkey foreign key (staff_id) references staff(id)
);

create table till (
  device_id    uuid        not null,
  store_id     uuid        not null,
  series       text        not null,
  last_seq     bigint      not null default 0,
  last_hash    text        not null,
  last_receipt bigint      not null default 0,
  last_z       bigint      not null default 0,
  updated_at   timestamptz not null,
  primary key (device_id),
  constraint till_series_key unique (series),
  constraint till_last_receipt_check check (last_receipt >= 0),
  constraint till_last_seq_check check (last_seq >= 0),
  constraint till_last_z_check check (last_z >= 0),
  constraint till_series_check check (length(series) >= 1 and length(series) <= 80),
  constraint till_device_id_fkey foreign key (device_id) references access_device(id),
  constraint till_store_id_fkey foreign key (store_id) references store(id)
);

create table till_shift (
  id        uuid        not null,
  device_id uuid        not null,
  store_id  uuid        not null,
  currency  char(3)     not null,
  opened_at timestamptz not null,
  opened_by uuid        not null,
  float     bigint      not null,
  sales     integer     not null default 0,
  gross     bigint      not null default 0,
  rounding  bigint      not null default 0,
  cash      bigint      not null default 0,
  terminal  bigint      not null default 0,
  cash_in   bigint      not null default 0,
  cash_out  bigint      not null default 0,
  voided    integer     not null default 0,
  closed_at timestamptz,
  closed_by uuid,
  z_number  bigint,
  primary key (id),
  constraint till_shift_device_id_z_number_key unique (device_id, z_number),
  constraint till_shift_check check ((closed_at is null) = (z_number is null)),
  constraint till_shift_float_check check ("float" >= 0),
  constraint till_shift_closed_by_fkey foreign key (closed_by) references staff(id),
  constraint till_shift_device_id_fkey foreign key (device_id) references till(device_id),
  constraint till_shift_opened_by_fkey foreign key (opened_by) references staff(id),
  constraint till_shift_store_id_fkey foreign key (store_id) references store(id)
);
create index till_shift_by_age on till_shift (opened_at desc, id desc);
create index till_shift_by_store on till_shift (store_id, opened_at desc, id desc);
create unique index till_shift_open on till_shift (device_id) where closed_at is null;

create table till_fact (
  device_id   uuid        not null,
  seq         bigint      not null,
  prev_hash   text        not null,
  hash        text        not null,
  kind        text        not null,
  said_at     text        not null,
  at          timestamptz not null,
  staff_id    uuid        not null,
  body        jsonb       not null,
  shift_id    uuid,
  order_id    uuid,
  receipt     bigint,
  recorded_at timestamptz not null,
  primary key (device_id, seq),
  constraint till_fact_check check ((kind = 'sale') = (receipt is not null)),
  constraint till_fact_check1 check (kind <> 'sale' or order_id is not null),
  constraint till_fact_kind_check check (kind in ('shift_opened', 'cash_moved', 'sale', 'tender_taken', 'ticket_voided', 'shift_closed')),
  constraint till_fact_seq_check check (seq >= 1),
  constraint till_fact_device_id_fkey foreign key (device_id) references till(device_id),
  constraint till_fact_order_id_fkey foreign key (order_id) references orders(id),
  constraint till_fact_shift_id_fkey foreign key (shift_id) references till_shift(id),
  constraint till_fact_staff_id_fkey foreign key (staff_id) references staff(id)
);
create index till_fact_by_money on till_fact (lower(coalesce(body ->> 'payment_id', body ->> 'movement_id'))) where kind in ('tender_taken', 'cash_moved');
create unique index till_fact_by_order on till_fact (order_id) where kind = 'sale';
create unique index till_fact_by_receipt on till_fact (device_id, receipt) where receipt is not null;
create index till_fact_by_shift on till_fact (shift_id, seq) where shift_id is not null;

create table till_report (
  device_id  uuid        not null,
  z_number   bigint      not null,
  shift_id   uuid        not null,
  store_id   uuid        not null,
  content    jsonb       not null,
  written_at timestamptz not null,
  primary key (device_id, z_number),
  constraint till_report_shift_id_key unique (shift_id),
  constraint till_report_z_number_check check (z_number >= 1),
  constraint till_report_device_id_fkey foreign key (device_id) references till(device_id),
  constraint till_report_shift_id_fkey foreign key (shift_id) references till_shift(id),
  constraint till_report_store_id_fkey foreign key (store_id) references store(id)
);

create table till_task (
  id          uuid        not null,
  kind        text        not null,
  store_id    uuid        not null,
  device_id   uuid        not null,
  seq         bigint      not null,
  order_id    uuid,
  details     jsonb       not null,
  raised_at   timestamptz not null,
  resolved_at timestamptz,
  resolved_by uuid,
  note        text,
  primary key (id),
  constraint till_task_check check ((resolved_at is null) = (note is null)),
  constraint till_task_kind_check check (kind in ('price_changed', 'price_unapproved', 'tax_differs', 'rounding_off', 'sold_below_promise', 'over_limit', 'unknown_article', 'unknown_customer', 'tender_unknown', 'tender_differs', 'told_twice', 'amount_too_large')),
  constraint till_task_note_check check (length(note) >= 1 and length(note) <= 500),
  constraint till_task_device_id_fkey foreign key (device_id) references till(device_id),
  constraint till_task_device_id_seq_fkey foreign key (device_id, seq) references till_fact(device_id, seq),
  constraint till_task_order_id_fkey foreign key (order_id) references orders(id),
  constraint till_task_store_id_fkey foreign key (store_id) references store(id)
);
create index till_task_by_age on till_task (raised_at desc, id desc);
create index till_task_by_fact on till_task (device_id, seq);
create index till_task_by_store on till_task (store_id, raised_at desc, id desc);
create index till_task_open on till_task (store_id, raised_at desc, id desc) where resolved_at is null;

create table till_settings (
  store_id                  uuid        not null,
  offline_sale_max          bigint      not null,
  offline_hours_max         integer     not null,
  offline_tenders           text[]      not null,
  approve_discount_over_ppm integer     not null,
  cash_rounding             integer     not null,
  handover_proof            text        not null,
  receipt_header            text        not null,
  receipt_footer            text        not null,
  updated_at                timestamptz not null,
  lock_after_min            smallint    not null default 10,
  primary key (store_id),
  constraint till_settings_approve_discount_over_ppm_check check (approve_discount_over_ppm >= 0 and approve_discount_over_ppm <= 1000000),
  constraint till_settings_cash_rounding_check check (cash_rounding >= 1 and cash_rounding <= 100),
  constraint till_settings_handover_proof_check check (handover_proof in ('code', 'signature', 'document')),
  constraint till_settings_lock_after_min_check check (lock_after_min >= 0 and lock_after_min <= 240),
  constraint till_settings_offline_hours_max_check check (offline_hours_max >= 0 and offline_hours_max <= 720),
  constraint till_settings_offline_sale_max_check check (offline_sale_max >= 0),
  constraint till_settings_receipt_footer_check check (length(receipt_footer) <= 500),
  constraint till_settings_receipt_header_check check (length(receipt_header) <= 500),
  constraint till_settings_store_id_fkey foreign key (store_id) references store(id)
);

create table insight_fact (
  kind            text        not null,
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
  primary key (subject_id, kind),
  constraint insight_fact_kind_check check (kind in ('order', 'cart', 'promise', 'customer'))
);
create index insight_fact_by_moment on insight_fact (kind, at desc, subject_id desc);
create index insight_fact_by_outcome on insight_fact (kind, good, at desc, subject_id desc);
create index insight_fact_by_path on insight_fact (began_in, received, paid_in, at desc, subject_id desc) where kind = 'order';
create index insight_fact_cut on insight_fact (at desc, subject_id desc) where cut_from is not null;

create table insight_hour (
  id              uuid        not null,
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
  primary key (id),
  constraint insight_hour_kind_hour_channel_store_id_pickup_store_id_cur_key unique nulls not distinct (kind, hour, channel, store_id, pickup_store_id, currency, began_in, paid_in, received, cut_from)
);

create table insight_progress (
  kind    text        not null,
  after   uuid,
  done_at timestamptz,
  primary key (kind)
);

alter table access_session add constraint access_session_device_id_fkey foreign key (device_id) references access_device(id);
