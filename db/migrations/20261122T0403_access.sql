-- Who may come in. Secrets are hashed; the few that must be read back (TOTP) are encrypted.
create table access_password (
  staff_id   uuid primary key references staff,
  hash       text not null,
  changed_at timestamptz not null
);

create table access_totp (
  staff_id     uuid primary key references staff,
  secret       text not null,
  confirmed_at timestamptz,
  -- a code is good once
  last_step    bigint not null default 0
);

create table access_recovery_code (
  staff_id uuid not null references staff,
  hash     text not null,
  used_at  timestamptz,
  primary key (staff_id, hash)
);

create table access_passkey (
  id            uuid primary key,
  subject_kind  text not null check (subject_kind in ('staff', 'customer')),
  subject_id    uuid not null,
  credential_id text not null unique,
  public_key    text not null,
  counter       bigint not null,
  transports    text[] not null default '{}',
  name          text not null,
  created_at    timestamptz not null,
  used_at       timestamptz
);

create index access_passkey_by_subject on access_passkey (subject_kind, subject_id);

-- One-time codes and passkey challenges: short-lived, counted, used once.
create table access_challenge (
  id           uuid primary key,
  kind         text not null check (kind in ('one_time_code', 'passkey_register', 'passkey_sign_in')),
  subject_kind text check (subject_kind in ('staff', 'customer')),
  subject_id   uuid,
  contact_kind text,
  contact      text,
  -- passkeys: the challenge; codes: the sealed hash, '' until the job has made the code
  secret       text not null,
  attempts     integer not null default 0,
  expires_at   timestamptz not null,
  used_at      timestamptz,
  created_at   timestamptz not null
);

create index access_challenge_open_codes on access_challenge (contact_kind, contact)
  where kind = 'one_time_code' and used_at is null;
create index access_challenge_by_age on access_challenge (expires_at);

create table access_session (
  id          uuid primary key,
  token_hash  text not null unique,
  kind        text not null check (kind in ('staff', 'customer')),
  staff_id    uuid references staff,
  customer_id uuid references customer,
  -- how strongly the shopper is known in this session
  verified_at timestamptz,
  channel     text,
  user_agent  text,
  created_at  timestamptz not null,
  seen_at     timestamptz not null,
  expires_at  timestamptz not null,
  revoked_at  timestamptz,
  check ((kind = 'staff') = (staff_id is not null)),
  check ((kind = 'customer') = (customer_id is not null))
);

create index access_session_by_staff on access_session (staff_id) where revoked_at is null;
create index access_session_by_customer on access_session (customer_id) where revoked_at is null;
create index access_session_by_age on access_session (expires_at);

create table access_key (
  id          uuid primary key,
  kind        text not null check (kind in ('publishable', 'secret')),
  name        text not null check (length(name) between 1 and 120),
  -- the first letters, to be recognised by; the rest is hashed
  prefix      text not null,
  hash        text not null unique,
  channel     text references channel (code),
  permissions text[] not null default '{}',
  created_by  uuid,
  created_at  timestamptz not null,
  used_at     timestamptz,
  -- a rotated key lives on until then beside its successor
  expires_at  timestamptz,
  revoked_at  timestamptz,
  replaces_id uuid references access_key,
  check (kind = 'secret' or channel is not null)
);

create table access_device (
  id          uuid primary key,
  register_id uuid not null references register,
  name        text not null,
  token_hash  text not null unique,
  enrolled_by uuid references staff,
  enrolled_at timestamptz not null,
  seen_at     timestamptz,
  revoked_at  timestamptz
);

create index access_device_by_register on access_device (register_id);

-- Attempts per subject and window, counted in the database so that every process sees them.
create table access_attempt (
  subject    text not null,
  window_at  timestamptz not null,
  attempts   integer not null,
  primary key (subject, window_at)
);

create index access_attempt_by_age on access_attempt (window_at);
