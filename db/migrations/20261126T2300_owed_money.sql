-- A refund that was refused, or that a person has to hand over, stays owed until it is given back.
alter table payment
  add column owed bigint not null default 0 check (owed >= 0),
  add check (refunded + refunding + owed <= captured + capturing);

create index payment_owing on payment (created_at desc, id desc) where owed > 0;

alter table payment_effect
  -- how often it was asked before, each time under another key and refused
  add column tries smallint not null default 0,
  drop constraint payment_effect_status_check,
  add constraint payment_effect_status_check check (status in ('asked', 'done', 'failed', 'unknown', 'owed'));

-- What was refused is asked again for the same cause; only one of them stands.
drop index payment_effect_by_cause;
create unique index payment_effect_by_cause on payment_effect (cause_id, cause_kind, payment_id)
  where kind = 'refund' and status <> 'failed';

-- A notice that cannot be applied yet is tried again later, and does not stand before those behind it.
alter table payment_notice
  add column tries integer not null default 0,
  -- none: as soon as its own job must have missed it
  add column try_at timestamptz;
drop index payment_notice_waiting;
create index payment_notice_waiting on payment_notice (coalesce(try_at, received_at)) where applied_at is null;

-- Taken with less money than it costs: its goods may leave before it is paid.
alter table orders add column pay_later boolean not null default false;
update orders o set pay_later = true
 where status in ('placed', 'in_progress') and payment_status = 'unpaid'
   and not exists (select 1 from payment p join payment_effect e on e.payment_id = p.id
                    where p.order_id = o.id and p.provider not in ('cash', 'terminal') and e.kind = 'authorise');
