-- Why a contact is shared: people of the retailer said so, or too many claimed it. A mailbox that was only claimed is whose who proves it.
alter table customer_identity add column told_shared boolean not null default false check (shared or not told_shared);

with told as (
  select i.kind, i.account, i.value from customer_identity i
   where i.shared and i.valid_to is null
     and (select e.data ->> 'shared' from event e
           where e.customer_id = i.customer_id and e.type = 'customer.identity_shared' and e.data ->> 'identity_id' = i.id::text
           order by e.occurred_at desc, e.id desc limit 1) = 'true')
update customer_identity i set told_shared = true from told t
 where i.shared and i.valid_to is null and i.value = t.value
   and (i.kind = t.kind or (i.kind in ('phone', 'whatsapp') and t.kind in ('phone', 'whatsapp')))
   and (i.kind in ('phone', 'whatsapp') or i.account = t.account);
