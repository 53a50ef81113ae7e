-- A fact is looked up by its subject; that it is of this kind is only checked.
alter table insight_fact drop constraint insight_fact_pkey, add primary key (subject_id, kind);
