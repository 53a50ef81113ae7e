-- Who orders or fills a cart without becoming a customer is seen like everybody else: such a look has no customer, but the
-- order or cart that showed them.
alter table look alter column customer_id drop not null;
alter table look
  add column subject_kind text check (subject_kind in ('order', 'cart')),
  add column subject_id uuid,
  add constraint look_at_somebody check (num_nonnulls(customer_id, subject_id) = 1 and num_nulls(subject_kind, subject_id) <> 1);

create index look_by_subject on look (subject_id, recorded_at desc, id desc) where subject_id is not null;
create index look_at_guests on look (recorded_at desc, id desc) where subject_id is not null;
