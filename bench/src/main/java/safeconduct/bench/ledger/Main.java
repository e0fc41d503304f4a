package safeconduct.bench.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** {@code [--quick | --full] [--json] [--dir DIRECTORY]}: full grows to ten million records. */
final class Main {

    private static final List<Integer> CALLERS = List.of(1, 64, 512);

    private Main() {}

    public static void main(String[] arguments)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        var given = List.of(arguments);
        boolean quick = given.contains("--quick");
        int dir = given.indexOf("--dir");
        Path parent = Path.of(dir < 0 ? "." : given.get(dir + 1));
        Path directory = Files.createTempDirectory(parent, "bench-ledger");
        try {
            var appends = new ArrayList<Appends.Result>();
            for (int callers : CALLERS) {
                appends.addAll(new Appends(directory, quick ? 1 : 3, quick ? 1 : 5).run(callers));
            }
            var sizes = new ArrayList<>(List.of(10_000L, 100_000L));
            if (!quick) {
                sizes.add(1_000_000L);
            }
            if (given.contains("--full")) {
                sizes.add(10_000_000L);
            }
            var growth = new Growth(directory).run(sizes);
            System.out.print(
                    given.contains("--json")
                            ? Printed.json(appends, growth)
                            : Printed.appends(appends) + Printed.growth(growth));
        } finally {
            Appends.delete(directory);
        }
    }
}
