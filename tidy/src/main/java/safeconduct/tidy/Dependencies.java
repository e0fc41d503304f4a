package safeconduct.tidy;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Every library of the root pom has its line in {@code docs/decisions/dependencies.md}. */
final class Dependencies implements Rule {

    private static final String PAGE = "docs/decisions/dependencies.md";
    private static final Pattern DEPENDENCY =
            Pattern.compile("<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>");
    private static final Pattern NAMED = Pattern.compile("`(?:[\\w.-]+:)?([\\w.-]+)`");

    @Override
    public List<Complaint> check(Repository repository) {
        var page = repository.root().resolve(PAGE);
        var text = Files.exists(page) ? Repository.read(page) : "";
        var named = NAMED.matcher(text).results().map(match -> match.group(1)).toList();
        var complaints = new ArrayList<Complaint>();
        DEPENDENCY
                .matcher(Repository.read(repository.root().resolve("pom.xml")))
                .results()
                .filter(match -> !match.group(1).equals("dev.safeconduct"))
                .map(match -> match.group(2))
                .distinct()
                .filter(artifact -> !named.contains(artifact))
                .forEach(artifact -> complaints.add(
                        new Complaint("pom.xml", 0, "has `" + artifact + "` without a line in " + PAGE)));
        return complaints;
    }
}
