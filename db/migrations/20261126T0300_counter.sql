-- What rounding to the smallest coin gave or took at the counter: no part of what was owed, and none of what was paid for it.
alter table orders add column rounding bigint not null default 0;

-- Whoever took the goods signed for them: their name, and the strokes of a pen as the path of a drawing.
alter table fulfilment
  add column signed_by text check (length(signed_by) between 1 and 120),
  add column signature text check (length(signature) <= 8000 and signature ~ '^[ML0-9 ]+$'),
  add constraint fulfilment_signature_has_name check (signature is null or signed_by is not null);
