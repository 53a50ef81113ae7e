-- Carts begun in a shop, for its people.
create index cart_by_store on cart (store_id, updated_at desc, id desc) where store_id is not null;

-- Keys claimed and not answered: few at any time, looked for at every start among all keys of a day.
create index idempotency_unanswered on idempotency (claimed_at) where status is null;
