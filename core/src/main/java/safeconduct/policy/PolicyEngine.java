package safeconduct.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import safeconduct.caller.Caller;
import safeconduct.caller.TaskId;
import safeconduct.catalog.SqlReader.SqlReading;
import safeconduct.catalog.Target;
import safeconduct.catalog.Tool;

/** Decides on a question. Pure: the same question has the same answer, and time is part of the question. */
public interface PolicyEngine {

    /** For the task itself and for every task above it: what one of them may not do, its child may not. */
    default Verdict decide(Question question) {
        return LineVerdict.of(this, question);
    }

    /** For the task itself, whatever is above it. */
    Verdict judge(Question question);

    /**
     * Whether such a call could be permitted, or asked about, to the task and to every task above it, with some other
     * arguments, statement, time and use before. May say yes where nothing would do, never no where something would.
     */
    default boolean possible(Question question) {
        return question.line().stream().allMatch(this::conceivable);
    }

    /** What is left of such a call to the task and every task above it when only its arguments are not known. */
    default Remaining left(Question question) {
        return question.line().stream()
                .map(this::remaining)
                .reduce(new Remaining(Remaining.Kind.ALLOWED, ""), Remaining::and);
    }

    /** As {@link #left}, for the task itself. */
    default Remaining remaining(Question question) {
        return Remaining.UNKNOWN;
    }

    /** As {@link #possible}, for the task itself. */
    default boolean conceivable(Question question) {
        return true;
    }

    /**
     * Everything that a policy can see of one call. In Cedar it reads:
     *
     * <pre>
     * principal  Task::"tsk_…"               in Purpose::"answer-ticket", Agent::"support-bot"
     * action     Action::"tools/call"        the MCP method
     * resource   Tool::"orders-db/query"     in Target::"orders-db", Environment::"dev"
     *            (Resource::"orders-db/URI", Prompt::"orders-db/NAME" for the other methods)
     *            attributes: effect, environment, dataClasses (set of strings)
     * context    input        the arguments, as a record; integers are Long, other numbers decimal where exact
     *            parameters   the task's parameters, as a record
     *            purpose, environment, voucher, effect, method, target, tool    strings
     *            sql          { verb, tables, columns, functions, readOnly }    only where a statement was read
     *            usage        { calls, rows, bytes }                            what the task has used before
     *            user         { subject, issuer, groups }                       only on behalf of a user
     *            now          datetime
     * </pre>
     *
     * A value that Cedar cannot hold exactly (null, a number out of range) is left out, so that a policy that reads it
     * errs and the call is denied.
     *
     * @param above the tasks above it, its parent first: each is asked the same with itself as principal and with its own
     *     purpose, parameters, voucher and usage
     */
    record Question(
            Caller caller,
            Envelope envelope,
            Target target,
            Tool tool,
            String method,
            String name,
            ObjectNode input,
            Optional<SqlReading.Statement> sql,
            Usage usage,
            Instant now,
            List<Ancestor> above) {

        public Question {
            above = List.copyOf(above);
        }

        /** The same call by each task of the line: by its own task first, then by each that stands above it. */
        public List<Question> line() {
            return Stream.concat(
                            Stream.of(as(new Ancestor(caller, envelope, usage))),
                            above.stream().map(this::as))
                    .toList();
        }

        private Question as(Ancestor task) {
            return new Question(
                    task.caller(),
                    task.envelope(),
                    target,
                    tool,
                    method,
                    name,
                    input,
                    sql,
                    task.usage(),
                    now,
                    List.of());
        }
    }

    /** What a task has used so far. */
    record Usage(long calls, long rows, long bytes) {
        public static final Usage NONE = new Usage(0, 0, 0);

        public Usage plus(Usage more) {
            return new Usage(calls + more.calls, rows + more.rows, bytes + more.bytes);
        }

        /** The smaller one of each. */
        public Usage least(Usage other) {
            return new Usage(Math.min(calls, other.calls), Math.min(rows, other.rows), Math.min(bytes, other.bytes));
        }
    }

    /** What the policies say. Lists are ids of policies, in order. */
    sealed interface Verdict {

        /**
         * At least one permits, none forbids.
         *
         * @param obligations of the determining policies
         */
        record Permits(List<String> policies, List<String> obligations) implements Verdict {
            public Permits {
                policies = List.copyOf(policies);
                obligations = List.copyOf(obligations);
            }
        }

        /** The determining ones carry {@code @ask("question")}. */
        record Asks(List<String> policies, String question, List<String> obligations) implements Verdict {
            public Asks {
                policies = List.copyOf(policies);
                obligations = List.copyOf(obligations);
            }
        }

        /** At least one forbids. */
        record Forbids(List<String> policies) implements Verdict {
            public Forbids {
                policies = List.copyOf(policies);
            }
        }

        /**
         * None applies.
         *
         * @param failed ids of the policies that erred
         */
        record Silent(List<String> failed) implements Verdict {
            public Silent {
                failed = List.copyOf(failed);
            }
        }

        /**
         * A task above may not do it.
         *
         * @param why as if it had called itself
         */
        record Above(TaskId task, String purpose, Verdict why) implements Verdict {}
    }
}
