-- Prepares one database for Safeconduct's PostgreSQL broker. PostgreSQL 16 or later; run once, as a superuser:
--
--   psql -d DATABASE -v broker=safeconduct_broker -v database=DATABASE -f postgresql-setup.sql
--   psql -d DATABASE -c '\password safeconduct_broker'
--
-- then grant the broker, WITH GRANT OPTION, what it may hand on at most: see docs/guide/postgresql.md.

-- No superuser: it makes roles, and rules only over those that it made (PostgreSQL 16 gives it ADMIN on them).
CREATE ROLE :"broker" LOGIN CREATEROLE NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS INHERIT CONNECTION LIMIT 20;

-- Nothing that somebody puts into another schema can stand in for a function of the catalogue.
ALTER ROLE :"broker" SET search_path = pg_catalog;

-- It becomes a member of each role that it makes: to end its sessions, to undo its prepared transactions (SET) and to
-- drop what it owns (INHERIT).
ALTER ROLE :"broker" SET createrole_self_grant = 'set, inherit';

-- For sessions whose role is gone, and for those that are still starting while their role is dropped: membership in
-- the role is of no use for either.
GRANT pg_signal_backend TO :"broker";

-- CONNECT to hand on; CREATE for the schema that holds the views of a task whose rows are limited.
GRANT CONNECT ON DATABASE :"database" TO :"broker" WITH GRANT OPTION;
GRANT CREATE ON DATABASE :"database" TO :"broker";

-- Doors that PostgreSQL leaves open to every role. Where other programs need one of them, leave that line out and list
-- the right under `exceptions` of the purpose; the broker refuses to mint otherwise. A program that connects here
-- without a right of its own needs GRANT CONNECT from now on.
REVOKE CONNECT, TEMPORARY ON DATABASE :"database" FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
