package safeconduct.tidy;

import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A command that a page shows exists: as a verb of the command line, or as a script. */
final class Commands implements Rule {

    private static final Pattern PRODUCT =
            Pattern.compile("^(?:\\$ )?(?:\\./)?safeconduct +([a-z][a-z-]*)(?: +([a-z][a-z-]*))?.*");
    private static final Pattern DEV = Pattern.compile("^(?:\\$ )?\\./dev +(bench +)?([a-zA-Z][\\w-]*).*");
    private static final String VERB = "Lpicocli/CommandLine$Command;";

    @Override
    public List<Complaint> check(Repository repository) {
        var verbs = verbs(repository);
        var complaints = new ArrayList<Complaint>();
        for (var document : Document.all(repository)) {
            for (var line : document.code()) {
                missing(repository, verbs, line.text().strip())
                        .map(what -> new Complaint(
                                document.name(), line.number(), "shows `" + what + "`, which is not there"))
                        .ifPresent(complaints::add);
            }
        }
        return complaints;
    }

    private static Optional<String> missing(Repository repository, Set<String> verbs, String line) {
        var dev = DEV.matcher(line);
        if (dev.matches()) {
            var script = (dev.group(1) == null ? "" : "bench-") + dev.group(2);
            return Files.isExecutable(repository.root().resolve("dev.d").resolve(script))
                    ? Optional.empty()
                    : Optional.of("./dev " + script.replaceFirst("^bench-", "bench "));
        }
        var product = PRODUCT.matcher(line);
        if (!product.matches()) {
            return Optional.empty();
        }
        // The second word is a verb only below a verb that has some; else it is a name that the user chose.
        var verb = product.group(1);
        return verbs.contains(verb) ? Optional.empty() : Optional.of("safeconduct " + verb);
    }

    /** The names that the command line declares, and the one that the launcher adds. */
    private static Set<String> verbs(Repository repository) {
        var verbs = new HashSet<String>(Set.of("demo"));
        for (var compiled : repository.classes()) {
            if (compiled.module().equals("cli") && !compiled.test()) {
                names(compiled.model()).forEach(verbs::add);
                compiled.model().methods().forEach(method -> names(method).forEach(verbs::add));
            }
        }
        return verbs;
    }

    private static Stream<String> names(AttributedElement element) {
        return element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream())
                .filter(annotation -> annotation.className().equalsString(VERB))
                .flatMap(annotation -> annotation.elements().stream())
                .filter(value -> value.name().equalsString("name"))
                .map(AnnotationElement::value)
                .filter(AnnotationValue.OfString.class::isInstance)
                .map(value -> ((AnnotationValue.OfString) value).stringValue());
    }
}
