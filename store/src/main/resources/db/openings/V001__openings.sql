-- What opens the commitments in the ledger, encrypted under a key of its task. Without the key's row nobody can read it.

create table task_keys (
  task    text primary key,
  wrapped blob not null
) strict;

create table openings (
  record integer not null,
  field  text not null,
  task   text not null,
  sealed blob not null,
  primary key (record, field)
) strict, without rowid;

create index openings_task on openings (task);
