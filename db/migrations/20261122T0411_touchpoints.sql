-- Tracked behaviour: visits, searches, product views. High volume, so beside the log, not in it.
create table touchpoint (
  id          uuid not null,
  type        text not null check (length(type) between 3 and 80),
  customer_id uuid not null,
  channel     text not null,
  store_id    uuid,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  data        jsonb not null,
  primary key (recorded_at, id)
) partition by range (recorded_at);

create index touchpoint_by_customer on touchpoint (customer_id, occurred_at desc, id desc);

create table touchpoint_other partition of touchpoint default;
