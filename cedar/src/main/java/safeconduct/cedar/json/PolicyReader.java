package safeconduct.cedar.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Effect;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.PolicyTree.Condition;
import safeconduct.cedar.ast.PolicyTree.Head;
import safeconduct.cedar.ast.Scope;
import safeconduct.cedar.ast.Var;
import safeconduct.cedar.syntax.Lexer;
import safeconduct.cedar.syntax.Names;

/** Reads a policy's JSON: its head, annotations and conditions. */
final class PolicyReader {
    private static final Set<String> FIELDS =
            Set.of("effect", "principal", "action", "resource", "conditions", "annotations");
    private static final Set<String> SCOPE_FIELDS = Set.of("op", "entity", "entities", "slot", "entity_type", "in");

    private final Reading reading;

    private PolicyReader(Reading reading) {
        this.reading = reading;
    }

    static PolicyTree read(Reading reading, Json json) {
        return new PolicyReader(reading).policy(json);
    }

    private PolicyTree policy(Json json) {
        reading.object(json, "`effect`, `principal`, `action`, `resource`, `conditions`, `annotations`", FIELDS);
        Json effect = reading.field(json, "effect");
        String word = reading.string(effect, "`permit` or `forbid`");
        if (!word.equals("permit") && !word.equals("forbid")) {
            throw reading.fail(effect, "there is no effect `" + word + "`", "`permit` or `forbid`");
        }
        Head head = new Head(
                scope(Var.PRINCIPAL, reading.field(json, "principal")),
                scope(Var.ACTION, reading.field(json, "action")),
                scope(Var.RESOURCE, reading.field(json, "resource")));
        List<Condition> conditions = new ArrayList<>();
        for (Json condition : reading.array(reading.field(json, "conditions"), "a list of conditions")) {
            conditions.add(condition(condition));
        }
        Effect read = word.equals("permit") ? Effect.PERMIT : Effect.FORBID;
        return new PolicyTree(read, annotations(reading.optional(json, "annotations")), head, conditions);
    }

    private Map<String, String> annotations(@Nullable Json json) {
        Map<String, String> annotations = new LinkedHashMap<>();
        if (json != null) {
            reading.object(json, "an object of annotations").forEach((name, value) -> {
                if (!Lexer.isWord(name)) {
                    throw reading.fail(json, "`" + name + "` can't be an annotation", "letters, digits and `_`");
                }
                annotations.put(name, value instanceof Json.Null ? "" : reading.string(value, "a string"));
            });
        }
        return annotations;
    }

    private Condition condition(Json json) {
        String kind = reading.string(reading.field(json, "kind"), "`when` or `unless`");
        if (!kind.equals("when") && !kind.equals("unless")) {
            throw reading.fail(json, "there is no condition `" + kind + "`", "`when` or `unless`");
        }
        return new Condition(kind.equals("when"), ExprReader.read(reading, reading.field(json, "body")));
    }

    private Scope scope(Var variable, Json json) {
        Map<String, Json> fields = reading.object(json, "`op` and what it needs", SCOPE_FIELDS);
        String op = reading.string(reading.field(json, "op"), "`All`, `==`, `in` or `is`");
        return switch (op) {
            case "All", "all" -> new Scope.Any();
            case "==" -> new Scope.Eq(ref(variable, json));
            case "in" -> fields.containsKey("entities") ? inAny(variable, json) : new Scope.In(ref(variable, json));
            case "is" -> is(variable, json, fields.get("in"));
            default -> throw reading.fail(json, "there is no operator `" + op + "`", "`All`, `==`, `in` or `is`");
        };
    }

    private Scope is(Var variable, Json json, @Nullable Json in) {
        if (variable == Var.ACTION) {
            throw reading.fail(json, "an action's type can't be tested", "`==` or `in`");
        }
        String type = typeName(reading, reading.field(json, "entity_type"));
        return in == null ? new Scope.Is(type) : new Scope.IsIn(type, ref(variable, in));
    }

    private Scope inAny(Var variable, Json json) {
        if (variable != Var.ACTION) {
            throw reading.fail(json, "only an action can be in a list here", "one entity");
        }
        List<EntityUid> uids = new ArrayList<>();
        for (Json entity : reading.array(reading.field(json, "entities"), "a list of actions")) {
            uids.add(uid(variable, entity));
        }
        return new Scope.InAny(uids);
    }

    private Scope.Ref ref(Var variable, Json json) {
        Json slot = reading.optional(json, "slot");
        if (slot == null) {
            return new Scope.Uid(uid(variable, reading.field(json, "entity")));
        }
        String name = reading.string(slot, "a slot");
        if (variable == Var.ACTION || !name.equals("?" + variable.word())) {
            throw reading.fail(slot, "slot `" + name + "` can't stand here", "an entity");
        }
        return new Scope.Slot(variable);
    }

    private EntityUid uid(Var variable, Json json) {
        EntityUid uid = ValueJson.entityUid(reading, json);
        boolean action = uid.type().equals("Action") || uid.type().endsWith("::Action");
        if (variable == Var.ACTION && !action) {
            throw reading.fail(json, "`" + uid + "` is no action", "`Action::\"…\"`");
        }
        return uid;
    }

    static String typeName(Reading reading, Json json) {
        String type = reading.string(json, "the name of a type");
        if (!Names.isPath(type)) {
            throw reading.fail(json, "`" + type + "` can't be the name of a type", "words joined by `::`");
        }
        return type;
    }
}
