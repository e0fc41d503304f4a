package safeconduct.tidy;

import java.util.List;

/** A rule about one file at a time, as the compiler reads it. */
interface SyntaxRule extends Rule {

    /** What is wrong in this file. */
    List<Complaint> check(Syntax syntax);

    @Override
    default List<Complaint> check(Repository repository) {
        return repository.sources().stream()
                .flatMap(source -> check(Syntax.of(source)).stream())
                .toList();
    }
}
