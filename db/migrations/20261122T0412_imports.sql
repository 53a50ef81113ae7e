-- One source taken in: read row by row, then built into products, customers and orders stage by stage.
create table import_run (
  id          uuid primary key,
  kind        text not null check (kind in ('online-retail', 'catalogue')),
  -- name and hash of the content: the same source goes on where it stopped
  source      text not null,
  settings    jsonb not null default '{}',
  status      text not null check (status in ('running', 'completed', 'differs')),
  -- the last batch taken, so that a batch said twice is taken once
  batch       integer not null default 0,
  rows        bigint not null default 0,
  accepted    bigint not null default 0,
  skipped     bigint not null default 0,
  refused     bigint not null default 0,
  -- 'reading' while batches come, then what is being built, then 'done'
  stage       text not null default 'reading',
  -- the last key the stage has built
  after       text not null default '',
  -- [{name, expected, found}] as the completion found them
  figures     jsonb not null default '[]',
  started_at  timestamptz not null,
  updated_at  timestamptz not null,
  finished_at timestamptz,
  unique (kind, source)
);

create index import_run_by_age on import_run (started_at desc, id desc);

-- Rows waiting to be built; gone once the run is completed.
create table import_row (
  run_id  uuid not null references import_run,
  -- which file of the source: lines, products, translations, customers
  part    text not null,
  row     bigint not null,
  -- rows of one key become one thing: an invoice, a product, a customer
  key     text not null,
  content jsonb not null,
  primary key (run_id, part, row)
);

create index import_row_by_key on import_row (run_id, part, key, row);

-- What was not taken as it stands, and why. The row itself stays with whoever sent it: it may hold personal data.
create table import_error (
  run_id   uuid not null references import_run,
  part     text not null,
  row      bigint not null,
  code     text not null,
  -- refused: not taken; skipped: rightly left out; remark: taken but for a part of it
  severity text not null check (severity in ('refused', 'skipped', 'remark')),
  message  text not null,
  primary key (run_id, part, row, code)
);
