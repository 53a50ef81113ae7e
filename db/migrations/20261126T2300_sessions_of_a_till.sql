-- Whoever locks a till out ends its sessions: they are found by it.
create index access_session_by_device on access_session (device_id) where device_id is not null and revoked_at is null;

-- Until now they only slept, and woke when the till was enrolled again.
update access_session s set revoked_at = coalesce(d.revoked_at, d.enrolled_at)
  from access_device d
 where d.id = s.device_id and s.revoked_at is null and (d.revoked_at is not null or s.created_at < d.enrolled_at);
