package safeconduct.bench.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import safeconduct.kernel.Json;

/** Every decision, one a line, without times and ids: two replays write the same bytes. */
final class Decisions {

    private Decisions() {}

    static void write(Path file, List<Report> reports) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Report report : reports) {
                for (Replayed run : report.scores().runs()) {
                    for (int i = 0; i < run.said().size(); i++) {
                        out.write(Json.text(line(report.pack(), run, i)));
                        out.write('\n');
                    }
                }
            }
        }
    }

    private static ObjectNode line(String pack, Replayed run, int call) {
        Program.Said said = run.said().get(call);
        ObjectNode line = Json.object();
        line.put("pack", pack).put("run", run.run().id()).put("call", call);
        line.put("tool", run.run().calls().get(call).tool()).put("decision", said.effect());
        said.rules().forEach(line.putArray("rules")::add);
        return line;
    }
}
