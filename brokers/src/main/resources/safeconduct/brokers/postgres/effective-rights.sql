-- Everything beyond the common floor of PostgreSQL that a role can do, by whatever way it has it: own grants, PUBLIC,
-- memberships, attributes. One row for each right: privilege, kind, schema, object, column.
-- The one parameter is the role's name. What any role can always do is listed in docs/reference/postgresql-broker.md.
with me as (
  select r.* from pg_catalog.pg_roles r where r.rolname = ?
),
-- What the makers of PostgreSQL and of its extensions granted at installation: objects that have an entry here are
-- judged against it, since a changed catalogue would otherwise go unseen.
installed as (
  select i.classoid, i.objoid, i.objsubid, a.privilege_type
  from pg_catalog.pg_init_privs i cross join lateral pg_catalog.aclexplode(i.initprivs) a
  where a.grantee = 0
),
relation as (
  select c.oid, c.relkind, n.nspname, c.relname,
         n.nspname = 'pg_catalog' as system
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'v', 'm', 'f', 'p', 'S') and n.nspname !~ '^pg_(toast|temp)'
),
table_privilege as (
  select p.name from (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('REFERENCES'), ('TRIGGER')) p(name)
  union all
  select 'MAINTAIN' where pg_catalog.current_setting('server_version_num')::int >= 170000
),
table_right as (
  select t.oid, t.system, p.name as privilege, t.nspname, t.relname
  from me, relation t cross join table_privilege p
  where t.relkind <> 'S' and pg_catalog.has_table_privilege(me.oid, t.oid, p.name)
),
column_right as (
  select t.oid, t.system, p.name as privilege, t.nspname, t.relname, a.attname, a.attnum
  from me, relation t
  cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('REFERENCES')) p(name)
  join pg_catalog.pg_attribute a on a.attrelid = t.oid and not a.attisdropped
  where t.relkind <> 'S'
    and not pg_catalog.has_table_privilege(me.oid, t.oid, p.name)
    and pg_catalog.has_any_column_privilege(me.oid, t.oid, p.name)
    and pg_catalog.has_column_privilege(me.oid, t.oid, a.attnum, p.name)
)
select r.privilege, 'table', r.nspname, r.relname, '' from table_right r
-- The standard's own views, which show everybody only what is his.
where not (r.nspname = 'information_schema' and r.privilege = 'SELECT') and not (r.system and exists (
  select from installed i where i.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass and i.objoid = r.oid
    and i.objsubid = 0 and i.privilege_type = r.privilege))
union all
select r.privilege, 'column', r.nspname, r.relname, r.attname from column_right r
where not r.system or not exists (
  select from installed i where i.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass and i.objoid = r.oid
    and i.objsubid in (0, r.attnum) and i.privilege_type = r.privilege)
union all
select p.name, 'sequence', t.nspname, t.relname, ''
from me, relation t cross join (values ('SELECT'), ('USAGE'), ('UPDATE')) p(name)
where t.relkind = 'S' and pg_catalog.has_sequence_privilege(me.oid, t.oid, p.name)
union all
-- Functions that act with their owner's rights, that are written in a language without bounds, that open connections
-- from the server, or that were not meant for everybody when they were installed.
select 'EXECUTE', 'function', n.nspname, f.proname || '(' || pg_catalog.pg_get_function_identity_arguments(f.oid) || ')', ''
from me, pg_catalog.pg_proc f
join pg_catalog.pg_namespace n on n.oid = f.pronamespace
join pg_catalog.pg_language l on l.oid = f.prolang
where pg_catalog.has_function_privilege(me.oid, f.oid, 'EXECUTE')
  and (f.prosecdef
    or (l.lanispl and not l.lanpltrusted)
    or f.prosrc in ('dblink_connect', 'dblink_record')
    or (exists (
          select from pg_catalog.pg_init_privs i
          where i.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass and i.objoid = f.oid)
        and not exists (
          select from installed i
          where i.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass and i.objoid = f.oid
            and i.privilege_type = 'EXECUTE')))
union all
select p.name, 'schema', n.nspname, '', ''
from me, pg_catalog.pg_namespace n cross join (values ('USAGE'), ('CREATE')) p(name)
where n.nspname !~ '^pg_(toast|temp)' and pg_catalog.has_schema_privilege(me.oid, n.oid, p.name)
union all
select p.name, 'database', d.datname, '', ''
from me, pg_catalog.pg_database d cross join (values ('CONNECT'), ('CREATE'), ('TEMPORARY')) p(name)
where pg_catalog.has_database_privilege(me.oid, d.oid, p.name)
  and case when d.datname = pg_catalog.current_database() then true else d.datallowconn and p.name = 'CONNECT' end
union all
select 'MEMBER', 'role', g.rolname, '', ''
from me join pg_catalog.pg_auth_members m on m.member = me.oid join pg_catalog.pg_roles g on g.oid = m.roleid
union all
select '', 'attribute', a.name, '', ''
from me cross join lateral (values
  ('superuser', me.rolsuper), ('createrole', me.rolcreaterole), ('createdb', me.rolcreatedb),
  ('replication', me.rolreplication), ('bypassrls', me.rolbypassrls), ('inherit', me.rolinherit)) a(name, held)
where a.held
union all
select 'USAGE', 'server', s.srvname, '', ''
from me, pg_catalog.pg_foreign_server s where pg_catalog.has_server_privilege(me.oid, s.oid, 'USAGE')
union all
select 'USAGE', 'wrapper', w.fdwname, '', ''
from me, pg_catalog.pg_foreign_data_wrapper w
where pg_catalog.has_foreign_data_wrapper_privilege(me.oid, w.oid, 'USAGE')
union all
select 'CREATE', 'tablespace', s.spcname, '', ''
from me, pg_catalog.pg_tablespace s where pg_catalog.has_tablespace_privilege(me.oid, s.oid, 'CREATE')
union all
select p.name, 'parameter', a.parname, '', ''
from me, pg_catalog.pg_parameter_acl a cross join (values ('SET'), ('ALTER SYSTEM')) p(name)
where pg_catalog.has_parameter_privilege(me.oid, a.parname, p.name)
union all
select a.privilege_type, 'large object', m.oid::text, '', ''
from me, pg_catalog.pg_largeobject_metadata m cross join lateral pg_catalog.aclexplode(m.lomacl) a
where a.grantee in (0, me.oid)
union all
select 'SELECT', 'large object', '*', '', '' from me
where pg_catalog.current_setting('lo_compat_privileges')::bool
