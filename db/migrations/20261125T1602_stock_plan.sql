-- Where the goods a cart holds come from, and why: as long as the holds stand, so does the plan, and nobody need ask again.
create table stock_plan (
  cart_id    uuid primary key,
  -- what was asked: goods, way, place
  question   text        not null,
  plan       jsonb       not null,
  expires_at timestamptz not null
);

create index stock_plan_by_expiry on stock_plan (expires_at);
