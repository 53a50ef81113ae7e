-- The code of a pick-up opens the bag: it is kept sealed, and found by a keyed hash.
drop index fulfilment_by_code;
alter table fulfilment add column handover_code_hash text;
create index fulfilment_by_code on fulfilment (handover_code_hash) where handover_code_hash is not null;
