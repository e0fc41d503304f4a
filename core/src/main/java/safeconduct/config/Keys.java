package safeconduct.config;

import static safeconduct.config.Key.Kind.ANY;
import static safeconduct.config.Key.Kind.BOOLEAN;
import static safeconduct.config.Key.Kind.DATE;
import static safeconduct.config.Key.Kind.DURATION;
import static safeconduct.config.Key.Kind.LITERAL;
import static safeconduct.config.Key.Kind.NAMED;
import static safeconduct.config.Key.Kind.NUMBER;
import static safeconduct.config.Key.Kind.SECTION;
import static safeconduct.config.Key.Kind.SECTIONS;
import static safeconduct.config.Key.Kind.SIZE;
import static safeconduct.config.Key.Kind.TEXT;
import static safeconduct.config.Key.Kind.TEXTS;
import static safeconduct.config.Key.Kind.TEXT_MAP;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import safeconduct.catalog.Agent;
import safeconduct.catalog.Effect;
import safeconduct.catalog.Tool;
import safeconduct.catalog.classify.Authors;
import safeconduct.catalog.classify.Reach;
import safeconduct.catalog.classify.Role;
import safeconduct.catalog.classify.Trust;
import safeconduct.policy.Purpose;

/** Every key of the four kinds of files. A test holds this against what the readers know. */
final class Keys {

    static final List<Key> SERVER = List.of(
            Key.section(
                    "server",
                    SECTION,
                    "The server itself.",
                    Key.of("listen", TEXT, "Host and port to listen at; `127.0.0.1:7420` unless said otherwise."),
                    Key.of(
                            "data",
                            TEXT,
                            "Folder of ledger, state and keys, from this file's folder; `data` unless said"
                                    + " otherwise."),
                    Key.of(
                            "url",
                            TEXT,
                            "How clients reach it, and the `iss` of its tokens; made of `listen` unless said"
                                    + " otherwise."),
                    Key.of("node", TEXT, "Its name in the ledger; `safeconduct` unless said otherwise."),
                    Key.of(
                            "token_life",
                            DURATION,
                            "How long a task token lives, 10s to 5m; `5m` unless said otherwise.")),
            Key.section(
                            "identity",
                            SECTIONS,
                            "Who may say who a workload or a user is; at least one.",
                            Key.of("name", TEXT, "The word under which agents and records name it.")
                                    .must(),
                            Key.of("kind", TEXT, "Which verifier.").must(),
                            Key.of("settings", ANY, "Of that kind; secrets only as `file:PATH`."))
                    .must(),
            Key.section(
                    "users",
                    SECTIONS,
                    "What may be done at most on behalf of users of one verified group; no entry, no acting on behalf.",
                    Key.of("issuer", TEXT, "Who must have said that the user is in the group.")
                            .must(),
                    Key.of("group", TEXT, "The group, as the issuer spells it.").must(),
                    Key.of("purposes", TEXTS, "Purposes that may be used on their behalf."),
                    Key.of("targets", TEXTS, "Targets that may be used on their behalf."),
                    Key.word("effect", Effect.class, "The strongest effect; `read` unless said otherwise.")));

    static final List<Key> AGENT = List.of(
            Key.of("agent", TEXT, "Its name.").must(),
            Key.section(
                            "owner",
                            SECTION,
                            "Who answers for it.",
                            Key.of("name", TEXT, "A person or a group.").must(),
                            Key.of("contact", TEXT, "How to reach them.").must(),
                            Key.of("disabled", BOOLEAN, "A disabled owner stops all tasks of the agent."))
                    .must(),
            Key.of("expires", DATE, "The last day on which it opens tasks, in UTC.")
                    .must(),
            Key.section(
                            "identities",
                            SECTIONS,
                            "Which verified workloads it may be; at least one.",
                            Key.of("verifier", TEXT, "Name of the verifier that must have said so.")
                                    .must(),
                            Key.of("subject", TEXT, "The whole subject, or one that ends in `/*` for all below.")
                                    .must())
                    .must(),
            Key.of("purposes", TEXTS, "The purposes that it may have."),
            Key.word(
                    "on_behalf",
                    Agent.OnBehalf.class,
                    "Whether a user stands behind it; `never` unless said otherwise."),
            Key.of("orchestrator", BOOLEAN, "Whether its word about parameters counts as vouched for."));

    static final List<Key> TARGET = List.of(
            Key.of("target", TEXT, "Its name.").must(),
            Key.of("environment", TEXT, "Where it stands: `dev`, `staging`, `prod` …")
                    .must(),
            Key.section(
                            "mcp",
                            SECTION,
                            "How its MCP server is reached: by `url`, or by `command` as a process for each task.",
                            Key.of("url", TEXT, "Of the server."),
                            Key.of("headers", TEXT_MAP, "Sent with each request; may hold `${grant.NAME}`."),
                            Key.of("command", TEXTS, "Program and arguments; never a secret."),
                            Key.of("environment", TEXT_MAP, "Its whole environment; may hold `${grant.NAME}`."),
                            Key.of("directory", TEXT, "Where it runs."))
                    .must(),
            Key.section(
                    "tools",
                    NAMED,
                    "By name; a tool that is not here cannot be called. `resources/read` and `prompts/get` stand for"
                            + " all resources and prompts.",
                    Key.word("effect", Effect.class, "What it does to the world.")
                            .must(),
                    Key.of("data_classes", TEXTS, "What its results may hold."),
                    Key.of(
                            "sql",
                            TEXT,
                            "Name of the argument that holds SQL; its statements are then judged by grammar."),
                    Key.word(
                            "rows",
                            Tool.ResultShape.class,
                            "Where the rows of its results are; `unknown`, and only bytes"
                                    + " are counted, unless said otherwise."),
                    Key.word(
                            "reach",
                            Reach.class,
                            "How far a call goes: `closed` stays in systems of the owner. Like the keys below it stands"
                                    + " over what the classifier finds."),
                    Key.of("reversible", BOOLEAN, "Whether the owner can take a call back."),
                    Key.words(
                            "roles",
                            Role.class,
                            "What parameters decide, by path such as `to`, `guests[]` or `order.total`."),
                    Key.word(
                            "results",
                            Authors.class,
                            "Who can write what it returns: `own` systems alone, `mixed` own records with words of"
                                    + " others in them, or `foreign`."),
                    Key.words(
                            "fields",
                            Trust.class,
                            "Trust of fields of its results, by name: a `record` may permit, what is `attested` neither"
                                    + " permits nor taints, `foreign` taints.")),
            Key.section(
                    "broker",
                    SECTION,
                    "Who makes credentials for tasks here.",
                    Key.of("kind", TEXT, "Which broker.").must(),
                    Key.of("settings", ANY, "Of that kind; secrets only as `file:PATH`.")));

    static final List<Key> PURPOSE = List.of(
            Key.of("purpose", TEXT, "Its name.").must(),
            Key.of("description", TEXT, "For people."),
            Key.of("environment", TEXT, "The only one that its tasks may touch.")
                    .must(),
            Key.of("data_classes", TEXTS, "The only ones that its tasks may see."),
            Key.section(
                    "parameters",
                    NAMED,
                    "What a task says when it opens.",
                    Key.word(
                            "type", Purpose.Parameter.Type.class, "How it is written; `string` unless said otherwise."),
                    Key.of("pattern", TEXT, "A Java regular expression that a text must match as a whole."),
                    Key.of("required", BOOLEAN, "`true` unless said otherwise.")),
            Key.section("targets", NAMED, "What its tasks may do at each target.", access())
                    .must(),
            Key.section(
                            "budgets",
                            SECTION,
                            "How much one task may use; what is not said has no limit.",
                            Key.of("calls", NUMBER, "Calls."),
                            Key.of("rows", NUMBER, "Rows of results."),
                            Key.of("bytes", SIZE, "Bytes of results."),
                            Key.of("wall", DURATION, "Time; `ttl` unless said otherwise."))
                    .must(),
            Key.section(
                    "windows",
                    SECTIONS,
                    "How much one agent may use at one target over a sliding span.",
                    Key.of("span", DURATION, "At most a day.").must(),
                    Key.of("calls", NUMBER, "Calls."),
                    Key.of("rows", NUMBER, "Rows of results."),
                    Key.of("bytes", SIZE, "Bytes of results.")),
            Key.of("ttl", DURATION, "The longest life of a task, at most a day.")
                    .must(),
            Key.of("idle", DURATION, "How long a task may be silent; `ttl` unless said otherwise."),
            Key.of(
                    "flow",
                    TEXT,
                    "The rules on the flow of data: `strict`, `balanced`, `permissive` or `off`; `balanced` where it"
                            + " has a parameter `goal` with the user's words, `off` where it has none."));

    private Keys() {}

    private static Key[] access() {
        Key argument = Key.section(
                "arguments",
                NAMED,
                "Conditions of single arguments; one that is not there fulfils nothing.",
                Key.of("equals", LITERAL, "Exactly this."),
                Key.of("min", NUMBER, "At least."),
                Key.of("max", NUMBER, "At most."),
                Key.of("like", TEXT, "A pattern in which `*` stands for anything, `/` and `..` too."),
                Key.of("in", TEXTS, "One of these."));
        Key table = Key.section(
                        "tables",
                        NAMED,
                        "By `schema.table`; a list of columns for each right.",
                        Key.of("select", TEXTS, "Columns that may be read."),
                        Key.of("insert", TEXTS, "Columns that may be filled."),
                        Key.of("update", TEXTS, "Columns that may be changed."),
                        Key.of("delete", BOOLEAN, "Whether rows may be deleted."),
                        Key.of(
                                "rows",
                                TEXT_MAP,
                                "One column and the parameter that it must equal; without it all rows."))
                .must();
        return new Key[] {
            Key.section(
                    "tools",
                    NAMED,
                    "Those that may be called; all conditions must hold.",
                    Key.of("when", TEXT, "A Cedar expression."),
                    argument),
            Key.section(
                    "database",
                    SECTION,
                    "The whole of what a task's role may do, and what statements may name.",
                    table,
                    Key.of("exceptions", TEXTS, "Rights that PUBLIC gives and that are accepted."))
        };
    }

    /** The four kinds, by the name of their schema. */
    static Map<String, List<Key>> files() {
        Map<String, List<Key>> files = new LinkedHashMap<>();
        files.put("safeconduct", SERVER);
        files.put("agent", AGENT);
        files.put("target", TARGET);
        files.put("purpose", PURPOSE);
        return files;
    }
}
