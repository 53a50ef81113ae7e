-- What one cost when the line was put in or its number was set: whoever comes back is told what changed.
alter table cart_line add column price_seen bigint check (price_seen >= 0);
