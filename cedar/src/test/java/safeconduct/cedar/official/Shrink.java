package safeconduct.cedar.official;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import safeconduct.cedar.Entity;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.PolicyTree.Condition;
import safeconduct.cedar.ast.PolicyTree.Head;
import safeconduct.cedar.ast.Scope;

/** Makes a scenario smaller for as long as it still shows what it shows. */
final class Shrink {
    private Shrink() {}

    static Scenario smallest(Scenario start, Predicate<Scenario> stillShows) {
        Scenario best = start;
        boolean smaller = true;
        while (smaller) {
            Scenario current = best;
            best = candidates(current).filter(stillShows).findFirst().orElse(current);
            smaller = !best.equals(current);
        }
        return best;
    }

    private static Stream<Scenario> candidates(Scenario s) {
        return Stream.of(
                        lists(s.policies()).map(list -> new Scenario(list, s.entities(), s.request())),
                        lists(s.entities()).map(list -> new Scenario(s.policies(), list, s.request())),
                        replaced(s.policies()).map(list -> new Scenario(list, s.entities(), s.request())),
                        plainer(s.entities()).map(list -> new Scenario(s.policies(), list, s.request())),
                        contexts(s.request()).map(r -> new Scenario(s.policies(), s.entities(), r)))
                .flatMap(stream -> stream);
    }

    private static <T> Stream<List<T>> lists(List<T> list) {
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1).map(i -> {
            List<T> shorter = new ArrayList<>(list);
            shorter.remove((int) i);
            return shorter;
        });
    }

    private static Stream<List<PolicyTree>> replaced(List<PolicyTree> policies) {
        return Stream.iterate(0, i -> i < policies.size(), i -> i + 1)
                .flatMap(i -> smaller(policies.get(i)).map(policy -> {
                    List<PolicyTree> changed = new ArrayList<>(policies);
                    changed.set(i, policy);
                    return changed;
                }));
    }

    private static Stream<PolicyTree> smaller(PolicyTree p) {
        Head any = new Head(new Scope.Any(), new Scope.Any(), new Scope.Any());
        Stream<PolicyTree> plain = any.equals(p.head()) && p.annotations().isEmpty()
                ? Stream.of()
                : Stream.of(new PolicyTree(p.effect(), Map.of(), any, p.conditions()));
        Stream<PolicyTree> fewer = lists(p.conditions()).map(list -> with(p, list));
        Stream<PolicyTree> simpler = Stream.iterate(0, i -> i < p.conditions().size(), i -> i + 1)
                .flatMap(i -> smaller(p.conditions().get(i).body()).map(body -> {
                    List<Condition> conditions = new ArrayList<>(p.conditions());
                    conditions.set(i, new Condition(conditions.get(i).when(), body));
                    return with(p, conditions);
                }));
        return Stream.of(plain, fewer, simpler).flatMap(stream -> stream);
    }

    private static PolicyTree with(PolicyTree p, List<Condition> conditions) {
        return new PolicyTree(p.effect(), p.annotations(), p.head(), conditions);
    }

    /** Its parts, and itself with one part made smaller. */
    private static Stream<Expr> smaller(Expr expr) {
        List<Expr> children = expr.children();
        Stream<Expr> inside = Stream.iterate(0, i -> i < children.size(), i -> i + 1)
                .flatMap(i -> smaller(children.get(i)).map(child -> {
                    List<Expr> changed = new ArrayList<>(children);
                    changed.set(i, child);
                    return with(expr, changed);
                }));
        return Stream.concat(children.stream(), inside);
    }

    private static Expr with(Expr expr, List<Expr> c) {
        return switch (expr) {
            case Expr.Literal x -> x;
            case Expr.Variable x -> x;
            case Expr.And x -> Expr.and(c);
            case Expr.Or x -> Expr.or(c);
            case Expr.Not x -> new Expr.Not(c.getFirst());
            case Expr.Negate x -> new Expr.Negate(c.getFirst());
            case Expr.Binary x -> new Expr.Binary(x.op(), c.getFirst(), c.getLast());
            case Expr.IsEmpty x -> new Expr.IsEmpty(c.getFirst());
            case Expr.GetAttr x -> new Expr.GetAttr(c.getFirst(), x.name());
            case Expr.HasAttr x -> new Expr.HasAttr(c.getFirst(), x.name());
            case Expr.Like x -> new Expr.Like(c.getFirst(), x.pattern());
            case Expr.Is x -> new Expr.Is(c.getFirst(), x.type(), x.ancestor() == null ? null : c.getLast());
            case Expr.If x -> new Expr.If(c.getFirst(), c.get(1), c.getLast());
            case Expr.SetOf x -> new Expr.SetOf(c);
            case Expr.RecordOf x -> recordOf(x, c);
            case Expr.Call x -> new Expr.Call(x.function(), c);
        };
    }

    private static Expr recordOf(Expr.RecordOf old, List<Expr> values) {
        Map<String, Expr> attributes = new LinkedHashMap<>();
        int i = 0;
        for (String name : old.attributes().keySet()) {
            attributes.put(name, values.get(i++));
        }
        return new Expr.RecordOf(attributes);
    }

    private static Stream<List<Entity>> plainer(List<Entity> entities) {
        return Stream.iterate(0, i -> i < entities.size(), i -> i + 1)
                .filter(i -> !entities.get(i).attributes().isEmpty()
                        || !entities.get(i).tags().isEmpty())
                .map(i -> {
                    List<Entity> changed = new ArrayList<>(entities);
                    Entity old = entities.get(i);
                    changed.set(i, new Entity(old.uid(), old.parents(), Map.of(), Map.of()));
                    return changed;
                });
    }

    private static Stream<Request> contexts(Request r) {
        return r.context().attributes().keySet().stream().map(name -> {
            Map<String, Value> rest = new LinkedHashMap<>(r.context().attributes());
            rest.remove(name);
            return new Request(r.principal(), r.action(), r.resource(), Value.record(rest));
        });
    }
}
