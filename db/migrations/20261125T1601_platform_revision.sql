-- How often what the program keeps in memory (catalogue, prices, shops …) has changed. Whoever changes it counts it
-- up with the commit; whoever remembers compares (server/platform/memory.ts).
create table revision (
  topic  text   primary key,
  number bigint not null
);
