-- Pieces of an order's number are looked for by plain indexes (customers/order-numbers.ts): the index of fragments had ten
-- entries for each.
drop index customer_term_fragment;
create index customer_term_fragment on customer_term using gin (translate(term, '.@_-+', '00000') gin_trgm_ops) with (fastupdate = off)
  where kind not in ('family', 'order');
create index customer_term_number on customer_term (substr(term, 4) text_pattern_ops) where kind = 'order';
