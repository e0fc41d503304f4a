package safeconduct.tidy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;

/** Every package of main code says what it is, and that nothing in it is null unless it says so. */
final class PackagePages implements Rule {

    @Override
    public List<Complaint> check(Repository repository) {
        var folders = new TreeSet<String>();
        var pages = new HashMap<String, String>();
        for (var source : repository.sources()) {
            if (source.test() || source.name().equals("module-info.java")) {
                continue;
            }
            var folder = repository.root().relativize(source.path().getParent()).toString();
            folders.add(folder);
            if (source.name().equals("package-info.java")) {
                pages.put(folder, source.text());
            }
        }
        var complaints = new ArrayList<Complaint>();
        for (var folder : folders) {
            var page = pages.getOrDefault(folder, "");
            if (page.isEmpty()) {
                complaints.add(new Complaint(folder, 0, "has no package-info.java"));
            } else if (!page.contains("@NullMarked") || !page.startsWith("/**")) {
                complaints.add(
                        new Complaint(folder, 0, "has a package-info.java without a sentence or without @NullMarked"));
            }
        }
        return complaints;
    }
}
