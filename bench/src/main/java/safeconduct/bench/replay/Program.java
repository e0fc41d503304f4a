package safeconduct.bench.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The program under test, as far as a replay is concerned. It is told nothing but what its methods say. */
interface Program extends AutoCloseable {

    /** Opens a task with the user's words as its goal. */
    Session open(String prompt);

    /** How many tools a task is granted. */
    int toolsGranted();

    @Override
    void close();

    /** One run. */
    interface Session {
        /**
         * Asks for one call.
         *
         * @param answer what the upstream says, if the call gets there
         */
        Said call(String tool, ObjectNode arguments, Answer answer);

        /** The run is over. */
        void end();
    }

    /** What a recorded upstream answered. */
    record Answer(String text, boolean error) {}

    /**
     * What was decided.
     *
     * @param effect allow, deny or ask
     * @param nanos it took, with the way there and back
     */
    record Said(String effect, List<String> rules, long nanos) {
        boolean allowed() {
            return effect.equals("allow");
        }
    }
}
