package safeconduct.api;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import safeconduct.catalog.TargetName;
import safeconduct.policy.DatabaseScope;
import safeconduct.policy.Purpose;

/**
 * What may be done at one target.
 *
 * @param tables what a minted role may touch; absent where no credential is minted
 */
public record AccessView(String target, List<String> tools, Optional<List<TableView>> tables) {

    /**
     * Rights on one table.
     *
     * @param rows {@code all rows}, or what ties them: {@code id = parameter customer}
     */
    public record TableView(String name, List<String> rights, List<String> columns, String rows) {

        static TableView of(DatabaseScope.Table table) {
            String rows = table.rows()
                    .map(filter -> filter.column() + " = "
                            + filter.value().map(Object::toString).orElse("parameter " + filter.parameter()))
                    .orElse("all rows");
            List<String> rights =
                    table.rights().stream().map(Enum::name).sorted().toList();
            return new TableView(table.name(), rights, table.columns(), rows);
        }
    }

    static AccessView of(TargetName target, Purpose.Access access) {
        return new AccessView(
                target.value(),
                access.tools().stream().sorted().toList(),
                access.database()
                        .map(scope -> scope.tables().stream().map(TableView::of).toList()));
    }

    /** Of all targets, by name. */
    public static List<AccessView> of(Map<TargetName, Purpose.Access> targets) {
        return targets.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().value()))
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }
}
