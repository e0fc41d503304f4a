package safeconduct.tidy;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One class file of ours, with the name of the source that it was made from. */
record Compiled(String module, boolean test, ClassModel model) {

    /** A type in a descriptor, a signature or an annotation: {@code Ljava/time/Instant;}. */
    private static final Pattern TYPE = Pattern.compile("L((?:\\w+/)+)[\\w$]+[;<]");

    /**
     * A call, or a method reference.
     *
     * @param owner with dots: {@code java.time.Instant}
     * @param types the descriptor, which tells overloads apart
     * @param caller the method that it stands in
     */
    record Call(String owner, String method, String types, String caller, int line) {}

    /** {@code safeconduct.kernel}. */
    String packageName() {
        return packageOf(model.thisClass().asInternalName());
    }

    /** {@code Ids.java}. */
    String sourceName() {
        return model.findAttribute(Attributes.sourceFile())
                .map(attribute -> attribute.sourceFile().stringValue())
                .orElse("");
    }

    /** Every package that this class names in any way that reaches the class file. */
    Set<String> packages() {
        var packages = new TreeSet<String>();
        for (var entry : model.constantPool()) {
            if (entry instanceof ClassEntry type && !type.asInternalName().startsWith("[")) {
                packages.add(packageOf(type.asInternalName()));
            } else if (entry instanceof Utf8Entry text) {
                TYPE.matcher(text.stringValue())
                        .results()
                        .map(match -> packageOf(match.group(1) + "X"))
                        .forEach(packages::add);
            }
        }
        return packages;
    }

    /** Every call in every method, in the order of the class file. */
    List<Call> calls() {
        var calls = new ArrayList<Call>();
        for (var method : model.methods()) {
            method.code().ifPresent(code -> {
                var line = 0;
                for (var element : code) {
                    if (element instanceof LineNumber number) {
                        line = number.line();
                    }
                    calls.addAll(calls(element, method, line));
                }
            });
        }
        return calls;
    }

    private static List<Call> calls(CodeElement element, MethodModel method, int line) {
        var caller = method.methodName().stringValue();
        return switch (element) {
            case InvokeInstruction call ->
                List.of(new Call(
                        dotted(call.owner().asInternalName()),
                        call.name().stringValue(),
                        call.type().stringValue(),
                        caller,
                        line));
            case InvokeDynamicInstruction reference ->
                reference.bootstrapArgs().stream()
                        .filter(DirectMethodHandleDesc.class::isInstance)
                        .map(DirectMethodHandleDesc.class::cast)
                        .map(handle -> new Call(
                                dotted(internalName(handle)),
                                handle.methodName(),
                                handle.lookupDescriptor(),
                                caller,
                                line))
                        .toList();
            default -> List.of();
        };
    }

    private static String internalName(DirectMethodHandleDesc handle) {
        var descriptor = handle.owner().descriptorString();
        return descriptor.startsWith("L") ? descriptor.substring(1, descriptor.length() - 1) : descriptor;
    }

    private static String packageOf(String internalName) {
        var end = internalName.lastIndexOf('/');
        return end < 0 ? "" : dotted(internalName.substring(0, end));
    }

    private static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }
}
