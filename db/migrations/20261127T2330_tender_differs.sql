-- What else a till may leave for a person: a sale paid with a tender whose id is other money's.
alter table till_task drop constraint till_task_kind_check;
alter table till_task add constraint till_task_kind_check
  check (kind in ('price_changed', 'price_unapproved', 'tax_differs', 'rounding_off', 'sold_below_promise', 'over_limit',
                  'unknown_article', 'unknown_customer', 'tender_unknown', 'tender_differs', 'told_twice', 'amount_too_large'));
