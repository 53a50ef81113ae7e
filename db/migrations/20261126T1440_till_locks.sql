-- A till nobody touches asks who stands there: after so many minutes, 0 never.
alter table till_settings
  add column lock_after_min smallint not null default 10 check (lock_after_min between 0 and 240);
