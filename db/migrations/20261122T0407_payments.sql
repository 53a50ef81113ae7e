-- Money that customers give and get back. An authorised cent is in one of four places: held, being
-- captured, captured, being voided; a captured cent is kept, being refunded or refunded.
create table payment (
  id           uuid primary key,
  cart_id      uuid,
  order_id     uuid,
  customer_id  uuid,
  store_id     uuid,
  -- where the customer paid: what the provider says later belongs to that channel of the thread
  channel      text not null,
  -- how: cash, terminal (typed in), or an online provider's name
  provider     text not null check (length(provider) between 1 and 40),
  tender       text not null check (tender in ('cash', 'card', 'transfer', 'other')),
  currency     char(3) not null,
  amount       bigint not null check (amount > 0 and amount <= 1000000000000),
  -- what the customer handed over, in cash; the rest is change
  given        bigint check (given >= amount),
  authorised   bigint not null default 0 check (authorised >= 0),
  -- …ing: asked of the provider, not yet answered
  capturing    bigint not null default 0 check (capturing >= 0),
  captured     bigint not null default 0 check (captured >= 0),
  voiding      bigint not null default 0 check (voiding >= 0),
  refunding    bigint not null default 0 check (refunding >= 0),
  refunded     bigint not null default 0 check (refunded >= 0),
  status       text not null check (status in ('created', 'pending', 'action_required', 'authorised', 'captured', 'declined', 'voided', 'unknown')),
  provider_ref text,
  -- the provider's count of changes: an answer older than the last one heard is ignored
  provider_version bigint not null default 0,
  action_url   text,
  return_url   text,
  decline_code text,
  details      jsonb not null default '{}',
  -- a look at the provider is due (unknown answers, forgotten redirects)
  check_at     timestamptz,
  checks       integer not null default 0,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  check (authorised <= amount),
  check (captured + capturing + voiding <= authorised),
  check (refunded <= captured),
  -- a refund may be asked while the capture is still under way; it waits for it
  check (refunded + refunding <= captured + capturing)
);

create index payment_by_cart on payment (cart_id) where cart_id is not null;
create index payment_by_order on payment (order_id) where order_id is not null;
create index payment_to_check on payment (check_at) where check_at is not null;
create unique index payment_by_provider_ref on payment (provider, provider_ref) where provider_ref is not null;
create index payment_by_age on payment (created_at desc, id desc);

-- The ledger: every money effect, once per key. The id is the key the provider is given.
create table payment_effect (
  id           uuid primary key,
  payment_id   uuid not null references payment,
  kind         text not null check (kind in ('authorise', 'capture', 'void', 'refund')),
  -- 0: a void that only closes a payment nobody has authorised yet
  amount       bigint not null check (amount > 0 or (amount = 0 and kind = 'void')),
  status       text not null check (status in ('asked', 'done', 'failed', 'unknown')),
  provider_ref text,
  reason       text,
  cause_kind   text,
  cause_id     uuid,
  error        text,
  asked_at     timestamptz not null,
  settled_at   timestamptz
);

create index payment_effect_by_payment on payment_effect (payment_id, asked_at, id);
create unique index payment_effect_open_once on payment_effect (payment_id, kind)
  where kind in ('capture', 'void') and status in ('asked', 'unknown');
create unique index payment_effect_by_cause on payment_effect (cause_id, cause_kind, payment_id) where kind = 'refund';

-- Signed notices of providers, stored raw before we answer 200.
create table payment_notice (
  id          uuid primary key,
  provider    text not null,
  notice_id   text not null,
  payload     jsonb not null,
  received_at timestamptz not null,
  applied_at  timestamptz,
  error       text,
  unique (provider, notice_id)
);

create index payment_notice_waiting on payment_notice (received_at) where applied_at is null;
