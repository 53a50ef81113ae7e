-- A password that somebody was given: good until then, to choose an own one with. Null: their own.
alter table access_password add column given_until timestamptz;
