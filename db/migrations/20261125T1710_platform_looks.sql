-- Who looked at whom: one row per person shown to somebody of the retailer, or to a machine or till of it. Rows are
-- only ever added; whole months are dropped once they are old enough. No value of the person stands here, only the id,
-- so that the row may outlive an erasure.
create table look (
  id          uuid not null,
  customer_id uuid not null,
  -- what was asked for: the name of the operation
  operation   text not null check (length(operation) between 1 and 80),
  actor_kind  text not null,
  actor_id    uuid,
  actor_name  text,
  channel     text not null,
  -- the store of a till or of who serves one store alone
  store_id    uuid,
  request_id  text not null,
  recorded_at timestamptz not null,
  primary key (recorded_at, id)
) partition by range (recorded_at);

create index look_by_customer on look (customer_id, recorded_at desc, id desc);
create index look_by_actor on look (actor_id, recorded_at desc, id desc) where actor_id is not null;

create table look_other partition of look default;
