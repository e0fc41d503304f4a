package safeconduct.cedar.ast;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.Value;

/** An expression of a policy's condition. */
public sealed interface Expr {

    /** A truth value, number, text or entity written out. */
    record Literal(Value value) implements Expr {}

    /** A part of the request. */
    record Variable(Var name) implements Expr {}

    /** All of them, left to right, until one is false. At least two; the first is no {@code And} itself. */
    record And(List<Expr> parts) implements Expr {
        /** Copies the list. */
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** One of them, left to right, until one is true. At least two; the first is no {@code Or} itself. */
    record Or(List<Expr> parts) implements Expr {
        /** Copies the list. */
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** The opposite. */
    record Not(Expr body) implements Expr {}

    /** The number with the other sign. */
    record Negate(Expr body) implements Expr {}

    /** Two expressions joined by an operator or a method of the language. */
    record Binary(Op op, Expr left, Expr right) implements Expr {}

    /** {@code set.isEmpty()}. */
    record IsEmpty(Expr set) implements Expr {}

    /** {@code body.name}. */
    record GetAttr(Expr body, String name) implements Expr {}

    /** {@code body has name}. */
    record HasAttr(Expr body, String name) implements Expr {}

    /** {@code text like pattern}. */
    record Like(Expr text, Pattern pattern) implements Expr {}

    /** {@code body is type}, or {@code body is type in ancestor}. */
    record Is(Expr body, String type, @Nullable Expr ancestor) implements Expr {}

    /** {@code if test then yes else no}. */
    record If(Expr test, Expr yes, Expr no) implements Expr {}

    /** {@code [a, b]}. */
    record SetOf(List<Expr> elements) implements Expr {
        /** Copies the list. */
        public SetOf {
            elements = List.copyOf(elements);
        }
    }

    /** <code>{a: 1}</code>, in the order written. */
    record RecordOf(Map<String, Expr> attributes) implements Expr {
        /** Copies the map and keeps its order. */
        public RecordOf {
            attributes = Ordered.copyOf(attributes);
        }
    }

    /** A constructor or method of an extension type. */
    record Call(Function function, List<Expr> arguments) implements Expr {
        /** Copies the list. */
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** Its direct parts, in the order of the text. */
    default List<Expr> children() {
        return switch (this) {
            case Literal literal -> List.of();
            case Variable variable -> List.of();
            case And and -> and.parts;
            case Or or -> or.parts;
            case Not not -> List.of(not.body);
            case Negate negate -> List.of(negate.body);
            case Binary binary -> List.of(binary.left, binary.right);
            case IsEmpty isEmpty -> List.of(isEmpty.set);
            case GetAttr get -> List.of(get.body);
            case HasAttr has -> List.of(has.body);
            case Like like -> List.of(like.text);
            case Is is -> is.ancestor == null ? List.of(is.body) : List.of(is.body, is.ancestor);
            case If choice -> List.of(choice.test, choice.yes, choice.no);
            case SetOf set -> set.elements;
            case RecordOf map -> List.copyOf(map.attributes.values());
            case Call call -> call.arguments;
        };
    }

    /** The conjunction of at least two, flat on its left. */
    static Expr and(List<Expr> parts) {
        return new And(parts.getFirst() instanceof And first ? Ordered.join(first.parts, parts) : parts);
    }

    /** The disjunction of at least two, flat on its left. */
    static Expr or(List<Expr> parts) {
        return new Or(parts.getFirst() instanceof Or first ? Ordered.join(first.parts, parts) : parts);
    }
}
