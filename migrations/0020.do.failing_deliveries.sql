-- What fails is given up by time, not by how often it was tried.

-- When it failed first; null where it has not, or is another thing since.
alter table deliveries add column failing_since timestamptz;
