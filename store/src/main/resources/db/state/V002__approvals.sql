-- Questions to people. The arguments are not here: they open the commitment of the record, and go with the task's key.

create table approvals (
  id       text primary key,
  task     text not null,
  agent    text not null,
  target   text not null,
  method   text not null,
  name     text not null,
  binding  text not null,
  question text not null,
  policies text not null check (json_valid(policies)),
  record   integer not null,
  asked    text not null,
  until    text not null,
  state    text not null check (state in ('PENDING', 'ALLOWED', 'DENIED', 'USED', 'EXPIRED', 'CANCELLED')),
  by       text not null,
  reason   text not null
) strict;

create index approvals_task on approvals (task, id);
create index approvals_open on approvals (id) where state in ('PENDING', 'ALLOWED');
