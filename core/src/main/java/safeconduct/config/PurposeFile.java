package safeconduct.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.Fault;
import safeconduct.policy.Budgets;
import safeconduct.policy.DatabaseScope;
import safeconduct.policy.Purpose;
import safeconduct.policy.pack.FlowPack;

/**
 * One file of {@code purposes/}.
 *
 * <pre>
 * purpose: answer-ticket
 * description: reads one customer's orders to answer a ticket
 * environment: dev
 * parameters:
 *   customer: {type: integer}
 * targets:
 *   shop:
 *     tools:
 *       query: {when: 'context.sql.verb == "select"'}
 *     database:
 *       tables:
 *         public.customers: {select: [id, email], rows: {id: customer}}
 * budgets: {calls: 20, rows: 100, bytes: 1MB}
 * windows: [{span: 1h, rows: 1000}]
 * ttl: 10m
 * idle: 2m
 * flow: balanced
 * </pre>
 *
 * @param purpose as the domain knows it
 * @param conditions of each tool, as Cedar expressions that must all hold
 */
record PurposeFile(Purpose purpose, Map<ToolOf, List<String>> conditions, Section section) {

    static final String FOLDER = "purposes";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,59}");
    private static final Pattern PARAMETER = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Duration TTL_MAX = Duration.ofDays(1);

    /** A tool of a target. */
    record ToolOf(TargetName target, String tool) {}

    static PurposeFile read(Section file) {
        String name = file.value("purpose", PurposeFile::name).orElseGet(() -> file.text("purpose"));
        List<Purpose.Parameter> parameters = new ArrayList<>();
        file.named("parameters").forEach((key, section) -> parameters.add(parameter(key, section)));
        Map<TargetName, Purpose.Access> targets = new LinkedHashMap<>();
        Map<ToolOf, List<String>> conditions = new LinkedHashMap<>();
        file.section("targets")
                .ifPresent(all -> all.names()
                        .forEach(key -> all.section(key).ifPresent(section -> {
                            TargetName target = nameOf(all, key);
                            targets.put(target, access(target, section, conditions));
                        })));
        if (targets.isEmpty()) {
            file.problem("`targets` is empty: such a task could do nothing");
        }
        Duration ttl = file.duration("ttl");
        Purpose purpose = new Purpose(
                name,
                file.optionalText("description").orElse(""),
                parameters,
                targets,
                file.text("environment"),
                Set.copyOf(file.texts("data_classes")),
                budgets(file, ttl),
                file.sections("windows").stream().map(PurposeFile::window).toList(),
                ttl,
                file.duration("idle", ttl),
                flow(file, parameters));
        if (ttl.compareTo(TTL_MAX) > 0 || !ttl.isPositive()) {
            file.problem("ttl", "`ttl` of " + ttl + ", expected more than nothing and at most a day");
        }
        file.end();
        return new PurposeFile(purpose, conditions, file);
    }

    /** Where there are words of a user to judge by, they are judged by unless somebody says otherwise. */
    private static String flow(Section file, List<Purpose.Parameter> parameters) {
        boolean words =
                parameters.stream().anyMatch(parameter -> parameter.name().equals(Purpose.GOAL));
        String flow = file.optionalText("flow").orElse(words ? "balanced" : Purpose.NO_FLOW);
        if (!flow.equals(Purpose.NO_FLOW) && FlowPack.shipped(flow).isEmpty()) {
            file.problem("flow", "no pack `" + flow + "`, expected off, " + String.join(", ", FlowPack.SHIPPED));
        }
        return flow;
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new Fault(Fault.Code.INVALID, "malformed purpose `" + text + "`, expected up to 60 of `a-z0-9-`");
        }
        return text;
    }

    private static Purpose.Parameter parameter(String name, Section section) {
        if (!PARAMETER.matcher(name).matches()) {
            section.problem("malformed parameter name `" + name + "`, expected up to 40 of `a-z0-9_`");
        }
        Purpose.Parameter parameter = new Purpose.Parameter(
                name,
                section.word("type", Purpose.Parameter.Type.class).orElse(Purpose.Parameter.Type.STRING),
                section.value("pattern", PurposeFile::pattern),
                section.bool("required", true));
        section.end();
        return parameter;
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException malformed) {
            throw new Fault(Fault.Code.INVALID, "malformed pattern: " + malformed.getDescription(), malformed);
        }
    }

    private static Purpose.Access access(TargetName target, Section section, Map<ToolOf, List<String>> conditions) {
        Map<String, Section> tools = section.named("tools");
        tools.forEach((tool, body) -> {
            conditions.put(new ToolOf(target, tool), Conditions.read(body));
            body.end();
        });
        Optional<DatabaseScope> scope = section.section("database").map(ScopeSection::read);
        section.end();
        return new Purpose.Access(tools.keySet(), scope);
    }

    private static TargetName nameOf(Section all, String key) {
        try {
            return new TargetName(key);
        } catch (Fault fault) {
            all.problem(key, fault.getMessage());
            return new TargetName("unknown");
        }
    }

    private static Budgets budgets(Section file, Duration ttl) {
        Optional<Section> budgets = file.section("budgets");
        if (budgets.isEmpty()) {
            file.problem("`budgets` is missing: how much may a task use?");
            return new Budgets(0, 0, 0, ttl);
        }
        Section section = budgets.get();
        Budgets read = new Budgets(
                section.number("calls", Budgets.UNLIMITED),
                section.number("rows", Budgets.UNLIMITED),
                section.size("bytes", Budgets.UNLIMITED),
                section.duration("wall", ttl));
        section.end();
        return read;
    }

    private static Purpose.Window window(Section section) {
        Purpose.Window window = new Purpose.Window(
                section.duration("span"),
                section.number("calls", Budgets.UNLIMITED),
                section.number("rows", Budgets.UNLIMITED),
                section.size("bytes", Budgets.UNLIMITED));
        if (window.span().compareTo(TTL_MAX) > 0) {
            section.problem("span", "`span` of " + window.span() + ", expected at most a day");
        }
        section.end();
        return window;
    }
}
