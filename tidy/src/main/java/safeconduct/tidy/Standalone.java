package safeconduct.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The modules that are worth using alone use the JDK modules that their descriptor requires, and nothing else. */
final class Standalone implements Rule {

    private static final Set<String> ALONE = Set.of("cedar", "ledger");

    /** Annotations that only the compiler reads. */
    private static final String NULLNESS = "org.jspecify.annotations";

    @Override
    public List<Complaint> check(Repository repository) {
        var complaints = new TreeMap<String, Complaint>();
        for (var compiled : repository.classes()) {
            if (compiled.test() || !ALONE.contains(compiled.module())) {
                continue;
            }
            var own = "safeconduct." + compiled.module();
            var allowed = allowed(repository, compiled.module());
            for (var used : compiled.packages()) {
                if (!used.isEmpty() && !used.startsWith(own) && !used.equals(NULLNESS) && !allowed.contains(used)) {
                    var complaint = new Complaint(
                            compiled.sourceName(),
                            0,
                            "uses `" + used + "`: `" + compiled.module()
                                    + "` stands alone, on what its module-info requires");
                    complaints.put(complaint.toString(), complaint);
                }
            }
        }
        return List.copyOf(complaints.values());
    }

    private static Set<String> allowed(Repository repository, String module) {
        var file = repository.root().resolve(module).resolve("target/classes/module-info.class");
        try (var in = Files.newInputStream(file)) {
            var descriptor = ModuleDescriptor.read(in);
            var packages = new HashSet<String>();
            descriptor.exports().forEach(export -> packages.add(export.source()));
            for (var required : descriptor.requires()) {
                ModuleFinder.ofSystem()
                        .find(required.name())
                        .ifPresent(found -> packages.addAll(found.descriptor().packages()));
            }
            return packages;
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read `" + file + "`: run mvn verify", broken);
        }
    }
}
