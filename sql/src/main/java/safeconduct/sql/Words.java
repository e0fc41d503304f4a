package safeconduct.sql;

import java.util.Set;

/** Words that PostgreSQL treats in a way of its own. Sources: PostgreSQL 18, appendix C; chapter 8. */
final class Words {

    /** Never the name of a table, column or alias unless quoted: reserved, or reserved but for functions and types. */
    static final Set<String> RESERVED = Set.of(words("""
        all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create
        current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc
        distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral
        leading limit localtime localtimestamp not null offset on only or order placing primary references returning
        select session_user some symmetric system_user table then to trailing true union unique user using variadic when
        where window with authorization binary collation concurrently cross current_schema freeze full ilike inner is
        isnull join left like natural notnull outer overlaps right similar tablesample verbose\
        """));

    /** Unreserved words that belong to the grammar of what is read here; they may also be names. */
    static final Set<String> GRAMMAR = Set.of(words("""
        first last next row rows over partition range groups unbounded preceding following current within filter
        recursive materialized update set insert delete values by nulls escape at time zone interval ordinality
        nothing conflict exclude ties no others year month day hour minute second epoch quarter week dow isodow doy
        isoyear decade century millennium milliseconds microseconds timezone timezone_hour timezone_minute julian key
        share of nowait skip locked without double precision varying between exists sets grouping trim extract
        unknown timestamp date\
        """));

    /** Written without parentheses, and yet functions. */
    static final Set<String> BARE_FUNCTIONS = Set.of(words("""
        current_catalog current_date current_role current_time current_timestamp current_user localtime localtimestamp
        session_user system_user user current_schema\
        """));

    /** Types to which a cast neither reads the catalogue nor runs code that is not PostgreSQL's own. */
    static final Set<String> PLAIN_TYPES = Set.of(words("""
        bigint int8 int int4 integer int2 smallint numeric decimal dec real float float4 float8 double text varchar
        char character bpchar bool boolean date time timestamp timestamptz timetz interval uuid json jsonb bytea inet
        cidr macaddr\
        """));

    /** Unreserved words after which a string literal is nothing but itself. */
    static final Set<String> BEFORE_STRING = Set.of(
            words("date time timestamp timestamptz interval between escape zone values by last first rows range"));

    private Words() {}

    private static String[] words(String lines) {
        return lines.split("\\s+", -1);
    }
}
