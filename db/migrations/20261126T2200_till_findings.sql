-- What else a till may leave for a person: a tax that is not the catalogue's, cash rounded by more than a coin, money told twice.
alter table till_task drop constraint till_task_kind_check;
alter table till_task add constraint till_task_kind_check
  check (kind in ('price_changed', 'price_unapproved', 'tax_differs', 'rounding_off', 'sold_below_promise', 'over_limit',
                  'unknown_article', 'unknown_customer', 'tender_unknown', 'told_twice'));

-- Money is told once: whether a payment or a movement of cash was told before, whichever till told it.
create index till_fact_by_money on till_fact (lower(coalesce(body->>'payment_id', body->>'movement_id')))
  where kind in ('tender_taken', 'cash_moved');
