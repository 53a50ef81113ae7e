-- Carts that were taken to a counter before their figures followed them are counted anew, like a past nobody listened to.
update insight_progress set after = null, done_at = null where kind = 'cart';
