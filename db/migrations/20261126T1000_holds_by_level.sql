-- The holds of a level are looked for by article, place and when they are due: one index serves all three questions.
drop index stock_reservation_by_due;
drop index stock_reservation_by_level;
create index stock_reservation_by_level on stock_reservation (variant_id, location_id, expires_at);
