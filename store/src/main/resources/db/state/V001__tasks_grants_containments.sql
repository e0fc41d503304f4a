-- What the domain knows. Times are text of ISO 8601 in UTC; structures are JSON; text compares byte by byte.

create table tasks (
  id             text primary key,
  agent          text not null,
  instance       text not null,
  workload       text not null,
  acting_for     text not null check (json_valid(acting_for)),
  parent         text references tasks (id),
  purpose        text not null,
  envelope       text not null check (json_valid(envelope)),
  state          text not null check (state in ('ACTIVE', 'SUSPENDED', 'ENDING', 'ENDED')),
  opened         text not null,
  last_seen      text not null,
  key_thumbprint text not null,
  opened_record  integer not null,
  end_reason     text,
  ended          text,
  version        integer not null check (version > 0)
) strict;

create index tasks_living on tasks (id) where state <> 'ENDED';
create index tasks_parent on tasks (parent, id) where parent is not null;

-- A grant may name a task that is not here (state restored from an older copy): its row must be writable all the same,
-- since it is what leads the sweeper to the credential.
create table grants (
  id        text primary key,
  task      text not null,
  target    text not null,
  principal text not null,
  state     text not null check (state in ('MINTING', 'MINTED', 'REVOKING', 'REVOKED')),
  created   text not null,
  until     text not null,
  receipt   text check (receipt is null or json_valid(receipt))
) strict;

create index grants_open on grants (id) where state <> 'REVOKED';
create index grants_task on grants (task, id);

create table containments (
  seq    integer primary key autoincrement,
  kind   text not null check (kind in ('TASK', 'AGENT', 'TARGET', 'ALL')),
  value  text not null,
  reason text not null,
  by     text not null,
  since  text not null,
  unique (kind, value)
) strict;

-- One row: how many of the ledger's first records the rest of this knows.
create table position (
  only_row integer primary key check (only_row = 1),
  records  integer not null check (records >= 0)
) strict;

insert into position (only_row, records) values (1, 0);
