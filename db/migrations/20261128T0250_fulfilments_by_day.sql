-- What is the work of a day: the doctor counts it. Places without a limit have none.
create index fulfilment_by_day on fulfilment (work_on, location_id) where work_on is not null;
-- Who refused it had the day back.
update fulfilment set work_on = null where status = 'rejected';
