-- The day of its place an order was counted on (stock_capacity), so that it can be given back. Of fulfilments that were
-- there before nobody knows it: they keep theirs.
alter table fulfilment add column work_on date;
