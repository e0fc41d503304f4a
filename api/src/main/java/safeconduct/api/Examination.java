package safeconduct.api;

import java.util.List;

/**
 * What a look at everything found.
 *
 * @param healthy whether nothing that was found is blocking
 */
public record Examination(boolean healthy, List<FindingView> findings) {

    public Examination {
        findings = List.copyOf(findings);
    }

    /**
     * One thing.
     *
     * @param level ok, note or blocking
     * @param fix one line that says what to do; empty when nothing is to be done
     */
    public record FindingView(String category, String level, String code, String text, String fix) {}

    public static Examination of(List<FindingView> findings) {
        return new Examination(findings.stream().noneMatch(one -> one.level().equals("blocking")), findings);
    }
}
