-- Whoever makes an id makes it for one kind of paper: a receipt may be named like the transfer it belongs to.
drop index stock_movement_once;
create unique index stock_movement_once on stock_movement (cause_id, cause_kind, variant_id, location_id, line_id, kind) nulls not distinct
  where cause_kind not in ('cart', 'order');
