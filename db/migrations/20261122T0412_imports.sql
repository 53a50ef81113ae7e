create table import_run (
  id          uuid primary key,
  kind        text not null check (kind in ('online-retail', 'catalogue', 'customers')),
  -- the same source goes on where it stopped
  source      text not null,
  status      text not null check (status in ('running', 'completed')),
  -- the last batch taken, so that a batch said twice is taken once
  batch       integer not null default 0,
  rows        bigint not null default 0,
  accepted    bigint not null default 0,
  skipped     bigint not null default 0,
  rejected    bigint not null default 0,
  totals      jsonb not null default '{}',
  started_at  timestamptz not null,
  updated_at  timestamptz not null,
  finished_at timestamptz,
  unique (kind, source)
);

create table import_error (
  run_id  uuid not null references import_run,
  row     bigint not null,
  code    text not null,
  message text not null,
  content jsonb not null,
  primary key (run_id, row, code)
);
