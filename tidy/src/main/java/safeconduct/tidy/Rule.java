package safeconduct.tidy;

import java.util.List;

/** One thing that holds everywhere in this repository. */
@FunctionalInterface
interface Rule {

    /** What breaks the rule, in the order of the files; empty when all is well. */
    List<Complaint> check(Repository repository);
}
