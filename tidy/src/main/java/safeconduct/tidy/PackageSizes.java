package safeconduct.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A package can be read in one sitting. Main code alone counts. */
final class PackageSizes implements Rule {

    private static final int PACKAGE_LINES_MAX = 2_500;

    @Override
    public List<Complaint> check(Repository repository) {
        var lines = new TreeMap<String, Integer>();
        for (var source : repository.sources()) {
            if (!source.test()) {
                var folder = repository.root().relativize(source.path().getParent());
                lines.merge(folder.toString(), source.lines(), Integer::sum);
            }
        }
        var complaints = new ArrayList<Complaint>();
        lines.forEach((folder, count) -> {
            if (count > PACKAGE_LINES_MAX) {
                complaints.add(new Complaint(
                        folder,
                        0,
                        "has " + count + " lines, more than " + PACKAGE_LINES_MAX + ": it holds two concerns"));
            }
        });
        return complaints;
    }
}
