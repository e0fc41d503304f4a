package safeconduct.bench.replay;

import java.util.ArrayList;
import java.util.List;

/** One run with what the program said to each of its calls. */
record Replayed(Recorded run, List<Program.Said> said) {

    static Replayed of(Recorded run, Program program) {
        Program.Session session = program.open(run.prompt());
        List<Program.Said> said = new ArrayList<>();
        for (Recorded.Call call : run.calls()) {
            said.add(session.call(call.tool(), call.arguments(), call.answer()));
        }
        session.end();
        return new Replayed(run, said);
    }
}
