package safeconduct.catalog;

import java.util.Set;

/** Functions of PostgreSQL that read nothing but their arguments, write nothing, and reach nowhere. */
public final class SqlFunctions {

    /** Folded names; any other function is refused where statements are judged. */
    public static final Set<String> HARMLESS = Set.of("""
        count sum min max avg bool_and bool_or every string_agg array_agg json_agg jsonb_agg stddev stddev_pop
        stddev_samp variance var_pop var_samp percentile_cont percentile_disc mode corr
        row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
        lower upper initcap length char_length character_length octet_length trim btrim ltrim rtrim left right substr
        substring replace translate position strpos concat concat_ws split_part reverse starts_with md5 to_char
        to_number to_date to_timestamp coalesce nullif greatest least
        abs ceil ceiling floor round trunc mod power sqrt sign div ln log exp
        now current_date current_timestamp current_time localtime localtimestamp transaction_timestamp
        date_trunc date_part extract age date make_date justify_days justify_hours justify_interval timezone
        generate_series unnest array_length cardinality array_to_string string_to_array
        json_build_object jsonb_build_object json_build_array jsonb_build_array to_json to_jsonb row_to_json
        json_array_length jsonb_array_length row grouping rollup cube
        """.strip().split("\\s+", -1));

    private SqlFunctions() {}
}
