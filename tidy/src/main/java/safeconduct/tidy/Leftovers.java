package safeconduct.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is not done is an issue, not a comment. */
final class Leftovers implements Rule {

    // In two halves, so that this file does not complain about itself.
    private static final Pattern NOTE = Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|X" + "XX)\\b");

    @Override
    public List<Complaint> check(Repository repository) {
        var complaints = new ArrayList<Complaint>();
        for (var source : repository.sources()) {
            NOTE.matcher(source.text())
                    .results()
                    .forEach(match -> complaints.add(Complaint.at(
                            source,
                            source.lineAt(match.start()),
                            "says " + match.group() + ": do it, or open an issue")));
        }
        return complaints;
    }
}
