-- Where a channel's pages live, as browsers write it (https://shop.example): customers are sent back to these alone.
alter table channel add column origins text[] not null default '{}' check (cardinality(origins) <= 20);
