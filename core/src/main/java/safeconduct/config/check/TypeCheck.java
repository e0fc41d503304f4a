package safeconduct.config.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import safeconduct.cedar.Policy;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.PolicyTree;
import safeconduct.cedar.ast.Var;
import safeconduct.cedar.schema.CedarType;
import safeconduct.cedar.schema.Tools;
import safeconduct.cedar.validate.Problem;
import safeconduct.cedar.validate.Validator;
import safeconduct.config.Configuration;
import safeconduct.config.Nearest;

/** Checks rules against the arguments of the tools that they can apply to: their names and their types. */
final class TypeCheck {

    private static final Expr INPUT = new Expr.GetAttr(new Expr.Variable(Var.CONTEXT), Tools.INPUT);

    private final Tools tools;
    private final Validator validator;

    TypeCheck(Configuration configuration) {
        this.tools = ToolTypes.tools(configuration);
        this.validator = ToolTypes.validator(configuration, tools);
    }

    List<Warning> check(Policy policy) {
        List<Warning> warnings = new ArrayList<>();
        for (Problem problem : validator.check(policy)) {
            warnings.add(Warning.of(code(problem), policy.id(), problem.place()));
        }
        if (warnings.isEmpty() && !validator.canMatch(policy)) {
            String why = unknownArgument(policy).orElse("its types leave no call that it could apply to");
            warnings.add(Warning.of(Code.NEVER_APPLIES, PolicyCheck.place(policy), why));
        }
        return warnings;
    }

    private static Code code(Problem problem) {
        return switch (problem.kind()) {
            case "attribute" -> Code.UNKNOWN_ARGUMENT;
            case "optional" -> Code.MAY_BE_MISSING;
            case "type" -> Code.WRONG_TYPE;
            default -> Code.NEVER_APPLIES;
        };
    }

    /** An argument that it asks for with {@code has}, and that none of its tools has. */
    private Optional<String> unknownArgument(Policy policy) {
        Set<String> asked = new TreeSet<>();
        policy.tree().conditions().forEach(condition -> asked(condition.body(), asked));
        Set<String> known = new TreeSet<>();
        tools.tools().stream()
                .filter(tool -> fits(policy.tree(), tool))
                .map(Tools.Tool::input)
                .forEach(input -> {
                    if (input instanceof CedarType.RecordOf map) {
                        known.addAll(map.attributes().keySet());
                    }
                });
        return asked.stream().filter(name -> !known.contains(name)).findFirst().map(name -> text(name, known));
    }

    private static String text(String name, Set<String> known) {
        return "no tool that it can apply to has the argument `" + name + "`"
                + Nearest.to(name, known)
                        .map(near -> ", did you mean `" + near + "`?")
                        .orElse("");
    }

    private static void asked(Expr expr, Set<String> names) {
        if (expr instanceof Expr.HasAttr(Expr body, String name) && body.equals(INPUT)) {
            names.add(name);
        }
        expr.children().forEach(child -> asked(child, names));
    }

    private static boolean fits(PolicyTree tree, Tools.Tool tool) {
        return PolicyCheck.named(tree.head().resource()).stream()
                .allMatch(uid -> uid.equals(tool.uid()) || tool.ancestors().contains(uid));
    }
}
