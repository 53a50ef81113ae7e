-- What belongs to one customer is found whatever became of it: their list of carts, and erasing, ask for all of it.
-- The indexes there were knew only what is open, valid or not undone, so these requests read whole tables.
drop index cart_by_customer;
create index cart_by_customer on cart (customer_id, updated_at desc) where customer_id is not null;

drop index customer_merge_by_kept;
drop index customer_merge_by_joined;
create index customer_merge_by_kept on customer_merge (kept_id);
create index customer_merge_by_joined on customer_merge (joined_id);

drop index customer_address_by_customer;
create index customer_address_by_customer on customer_address (customer_id);

drop index customer_note_by_customer;
create index customer_note_by_customer on customer_note (customer_id, created_at desc);

create index customer_erasure_by_customer on customer_erasure (customer_id);

drop index access_session_by_customer;
create index access_session_by_customer on access_session (customer_id) where customer_id is not null;

create index access_challenge_by_subject on access_challenge (subject_id) where subject_id is not null;

-- What a shop took, newest first. Payments made online have no store and cost nothing here.
create index payment_by_store on payment (store_id, created_at desc, id desc) where store_id is not null;
