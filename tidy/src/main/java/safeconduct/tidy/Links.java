package safeconduct.tidy;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A link between our own pages leads somewhere. Addresses on the network are not asked. */
final class Links implements Rule {

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
    private static final Pattern INLINE_CODE = Pattern.compile("`[^`]*`");

    @Override
    public List<Complaint> check(Repository repository) {
        var complaints = new ArrayList<Complaint>();
        for (var document : Document.all(repository)) {
            for (var line : document.prose()) {
                var text = INLINE_CODE.matcher(line.text()).replaceAll("code");
                for (var match : LINK.matcher(text).results().toList()) {
                    var link = match.group(1);
                    if (!ELSEWHERE.matcher(link).matches() && !leadsSomewhere(document, link)) {
                        complaints.add(new Complaint(
                                document.name(), line.number(), "links to `" + link + "`, which is not there"));
                    }
                }
            }
        }
        return complaints;
    }

    private static boolean leadsSomewhere(Document from, String link) {
        var hash = link.indexOf('#');
        var file = hash < 0 ? link : link.substring(0, hash);
        var target =
                file.isEmpty() ? from.path() : from.path().resolveSibling(file).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        if (hash < 0 || !target.toString().endsWith(".md")) {
            return true;
        }
        var page = new Document("", target, Repository.read(target).lines().toList());
        return page.anchors().contains(link.substring(hash + 1));
    }
}
