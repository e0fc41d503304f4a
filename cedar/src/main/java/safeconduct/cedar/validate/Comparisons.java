package safeconduct.cedar.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.Expr;
import safeconduct.cedar.ast.Op;
import safeconduct.cedar.schema.CedarType;
import safeconduct.cedar.schema.Primitive;
import safeconduct.cedar.schema.Schema;
import safeconduct.cedar.schema.Schema.EntityType;
import safeconduct.cedar.syntax.Printer;
import safeconduct.cedar.validate.Typed.Capability;

/** Types what joins two values. */
final class Comparisons {
    private final Schema schema;
    private final Typer typer;

    Comparisons(Schema schema, Typer typer) {
        this.schema = schema;
        this.typer = typer;
    }

    Typed type(Expr.Binary binary, Set<Capability> known) {
        Expr left = binary.left();
        Expr right = binary.right();
        return switch (binary.op()) {
            case EQ -> equal(binary, known, false);
            case NE -> equal(binary, known, true);
            case LT, LE, GT, GE -> ordered(binary, known);
            case IN -> in(binary, known);
            case ADD, SUB, MUL -> {
                typer.expect(left, typer.type(left, known), Primitive.LONG);
                typer.expect(right, typer.type(right, known), Primitive.LONG);
                yield Typed.of(Primitive.LONG);
            }
            case CONTAINS -> {
                CedarType element = typer.elements(left, known);
                typer.join(binary, element, typer.type(right, known).type());
                yield Typed.of(Primitive.BOOL);
            }
            case CONTAINS_ALL, CONTAINS_ANY -> {
                typer.join(binary, typer.elements(left, known), typer.elements(right, known));
                yield Typed.of(Primitive.BOOL);
            }
            case HAS_TAG, GET_TAG -> tag(binary, known);
        };
    }

    private Typed equal(Expr.Binary binary, Set<Capability> known, boolean negated) {
        CedarType left = typer.type(binary.left(), known).type();
        CedarType right = typer.type(binary.right(), known).type();
        Value a = typer.constantValue(binary.left());
        Value b = typer.constantValue(binary.right());
        if (a != null && b != null) {
            return Typed.of(a.equals(b) != negated ? Primitive.TRUE : Primitive.FALSE);
        }
        if (CedarType.join(left, right) != null) {
            return Typed.of(Primitive.BOOL);
        }
        if (left instanceof CedarType.Entity && right instanceof CedarType.Entity) {
            return Typed.of(negated ? Primitive.TRUE : Primitive.FALSE);
        }
        String sides = "`" + left.shown() + "` is compared with `" + right.shown() + "`, which it never equals";
        throw Typer.wrong(binary, "type", sides);
    }

    private Typed ordered(Expr.Binary binary, Set<Capability> known) {
        CedarType left = typer.type(binary.left(), known).type();
        CedarType right = typer.type(binary.right(), known).type();
        if (left instanceof CedarType.Any || right instanceof CedarType.Any) {
            return Typed.of(Primitive.BOOL);
        }
        CedarType joined = CedarType.join(left, right);
        boolean orderly = left.equals(Primitive.LONG)
                || (left instanceof CedarType.Extension(String name)
                        && (name.equals("datetime") || name.equals("duration")));
        boolean numbers =
                left instanceof CedarType.JsonNumber && joined != null && !(joined instanceof CedarType.Extension);
        boolean reversed = right instanceof CedarType.JsonNumber && left.equals(Primitive.LONG);
        if (!numbers && !reversed && (!orderly || !left.equals(right))) {
            throw Typer.wrong(
                    binary,
                    "type",
                    "`" + left.shown() + "` and `" + right.shown()
                            + "` have no order; two of Long, datetime or duration have");
        }
        return Typed.of(Primitive.BOOL);
    }

    private Typed in(Expr.Binary binary, Set<Capability> known) {
        String type = typer.entity(binary.left(), known);
        EntityUid uid = typer.constantUid(binary.left());
        EntityUid action = uid != null && schema.actions().containsKey(uid) ? uid : null;
        CedarType right = typer.type(binary.right(), known).type();
        if (right instanceof CedarType.Entity(String ancestor)) {
            EntityUid over = typer.constantUid(binary.right());
            if (action != null && over != null) {
                return sure(schema.isIn(action, over));
            }
            Environment.Known tool = typer.tool(binary.left());
            if (tool != null && over != null) {
                return sure(tool.uid().equals(over) || tool.ancestors().contains(over));
            }
            return Typed.of(schema.canBeIn(type, ancestor) ? Primitive.BOOL : Primitive.FALSE);
        }
        if (!(right instanceof CedarType.SetOf(CedarType.Entity(String ancestor)))) {
            String message = "`" + Printer.print(binary.right()) + "` is neither an entity nor a set of entities";
            throw Typer.wrong(binary.right(), "type", message);
        }
        if (action != null && binary.right() instanceof Expr.SetOf(List<Expr> elements)) {
            List<@Nullable EntityUid> uids = new ArrayList<>();
            elements.forEach(element -> uids.add(typer.constantUid(element)));
            if (!uids.contains(null)) {
                return sure(uids.stream().anyMatch(over -> over != null && schema.isIn(action, over)));
            }
        }
        return Typed.of(schema.canBeIn(type, ancestor) ? Primitive.BOOL : Primitive.FALSE);
    }

    private static Typed sure(boolean value) {
        return Typed.of(value ? Primitive.TRUE : Primitive.FALSE);
    }

    private Typed tag(Expr.Binary binary, Set<Capability> known) {
        String name = typer.entity(binary.left(), known);
        typer.expect(binary.right(), typer.type(binary.right(), known), Primitive.STRING);
        EntityType entity = schema.entityTypes().get(name);
        CedarType tags = entity == null ? null : entity.tags();
        Capability capability = new Capability(binary.left(), binary.right());
        if (binary.op() == Op.HAS_TAG) {
            if (tags == null) {
                return Typed.of(Primitive.FALSE);
            }
            return new Typed(known.contains(capability) ? Primitive.TRUE : Primitive.BOOL, Set.of(capability));
        }
        if (tags == null) {
            throw Typer.wrong(binary, "attribute", "entities of type `" + name + "` have no tags");
        }
        if (!known.contains(capability)) {
            Expr guard = new Expr.Binary(Op.HAS_TAG, binary.left(), binary.right());
            throw Typer.wrong(
                    binary, "optional", "the tag may be missing: ask `" + Printer.print(guard) + " && …` first");
        }
        return Typed.of(tags);
    }
}
