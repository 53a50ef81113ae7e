-- Pieces of a mail are looked for across its dots: to the index of fragments the signs within it are letters.
drop index customer_term_fragment;
create index customer_term_fragment on customer_term using gin (translate(term, '.@_-+', '00000') gin_trgm_ops) with (fastupdate = off)
  where kind <> 'family';
