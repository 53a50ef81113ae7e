-- A new listener hears what commits after it began. Its cursor alone cannot say so: while a slow transaction holds the
-- oldest place open, facts committed before the start lie after that place.
alter table listener add column since pg_snapshot;
