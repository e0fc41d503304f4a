package safeconduct.cedar.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Effect;
import safeconduct.cedar.Policy;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Scope;
import safeconduct.cedar.ast.Spans.Span;
import safeconduct.cedar.lint.Finding.Code;
import safeconduct.cedar.syntax.Errors;
import safeconduct.cedar.syntax.Names;
import safeconduct.cedar.syntax.Printer;

/**
 * Looks for what is well formed and probably not meant. It compares texts of tests, not their meaning: what it finds is
 * so, what it does not find may still be.
 *
 * @param annotations the annotations that somebody reads
 */
public record Lint(Set<String> annotations) {
    /** The annotation that {@link safeconduct.cedar.PolicyIds#FROM_ANNOTATION} reads. */
    public static final Lint DEFAULT = new Lint(Set.of("id"));

    /** Copies the set. */
    public Lint {
        annotations = Set.copyOf(annotations);
    }

    /** All findings, by policy in the order of the set. */
    public List<Finding> check(PolicySet policies) {
        List<Finding> findings = new ArrayList<>();
        Map<Policy, Conjunction> all = new LinkedHashMap<>();
        policies.policies().forEach(policy -> all.put(policy, Conjunction.of(policy.tree())));
        for (Map.Entry<Policy, Conjunction> entry : all.entrySet()) {
            Policy policy = entry.getKey();
            Conjunction tests = entry.getValue();
            annotations(policy, findings);
            Expr contradiction = tests.contradiction();
            if (contradiction != null) {
                String message = "`" + Printer.print(contradiction) + "` contradicts another test, or is never true";
                findings.add(finding(Code.NEVER_MATCHES, policy, contradiction, message, null));
            } else {
                covered(policy, tests, all, findings);
                bounds(policy, tests, findings);
            }
        }
        return findings;
    }

    private static Finding finding(Code code, Policy policy, Object where, String message, @Nullable String near) {
        Policy.Source source = policy.source();
        Span exact = source.spans().find(where);
        Span span = exact == null ? source.spans().find(policy.tree()) : exact;
        int start = span == null ? 0 : span.start();
        int end = span == null ? 0 : span.end();
        Errors text = new Errors(source.file(), source.text());
        return new Finding(code, policy.id(), text.place(start, end, message, near));
    }

    private void annotations(Policy policy, List<Finding> findings) {
        for (String name : policy.annotations().keySet()) {
            if (!annotations.contains(name)) {
                String message = "nothing reads the annotation `@" + name + "`";
                findings.add(finding(
                        Code.UNKNOWN_ANNOTATION, policy, policy.tree(), message, Names.near(name, annotations)));
            }
        }
    }

    private static void covered(
            Policy policy, Conjunction tests, Map<Policy, Conjunction> all, List<Finding> findings) {
        all.entrySet().stream()
                .filter(other -> covers(other.getKey(), other.getValue(), policy, tests))
                .map(Map.Entry::getKey)
                .min(Comparator.comparing(Policy::id))
                .ifPresent(other -> {
                    boolean permit = policy.effect() == Effect.PERMIT;
                    String message = "`" + other.id() + "` " + (permit ? "permits" : "forbids") + " all that this does";
                    findings.add(finding(
                            permit ? Code.SHADOWED : Code.USELESS_FORBID, policy, policy.tree(), message, null));
                });
    }

    /** Of two that cover each other, the one with the smaller id stays. */
    private static boolean covers(Policy other, Conjunction wider, Policy policy, Conjunction tests) {
        boolean covers = other.effect() == policy.effect()
                && other.isTemplate() == policy.isTemplate()
                && !other.id().equals(policy.id())
                && Scopes.cover(other.tree().head(), policy.tree().head())
                && wider.covers(tests);
        return covers
                && (other.id().compareTo(policy.id()) < 0
                        || !tests.covers(wider)
                        || !Scopes.cover(policy.tree().head(), other.tree().head()));
    }

    private static void bounds(Policy policy, Conjunction tests, List<Finding> findings) {
        if (policy.effect() == Effect.FORBID) {
            return;
        }
        Scope resource = policy.tree().head().resource();
        boolean named = !(resource instanceof Scope.Any || resource instanceof Scope.Is);
        if (!named && !tests.reads("resource") && !tests.reads("context.input")) {
            findings.add(finding(Code.UNBOUND_ALLOW, policy, policy.tree(), "any resource, any argument", null));
        }
        boolean environment = tests.reads("context.environment")
                || tests.reads("resource.environment")
                || tests.mentions("Environment")
                || Scopes.type(resource).equals("Environment");
        boolean effect = tests.reads("context.effect") || tests.reads("resource.effect");
        boolean one = resource instanceof Scope.Eq;
        if (!environment && !effect && !one) {
            findings.add(finding(
                    Code.WRITE_WITHOUT_ENVIRONMENT, policy, policy.tree(), "any effect, any environment", null));
        }
    }
}
