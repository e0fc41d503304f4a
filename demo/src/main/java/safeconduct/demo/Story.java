package safeconduct.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is told and tried, step by step; a step that does not behave ends it with {@link Unexpected}. */
final class Story {

    static final String DELETE = "DELETE FROM customers WHERE id <= 900";
    static final String BYPASS = "COMMIT; DELETE FROM customers WHERE id <= 900; SELECT count(*) FROM customers";

    private final World world;
    private final Telling tell;

    /**
     * Where it plays.
     *
     * @param server the command of the MCP server
     * @param node more steps, with what others publish
     */
    record World(Place place, List<String> server, Installation installation, Optional<NodeSteps> node) {
        Connection database() {
            return place.owner();
        }
    }

    Story(World world, Telling tell) {
        this.world = world;
        this.tell = tell;
    }

    void tell() throws SQLException, IOException, InterruptedException {
        without();
        Process server = with();
        crash(server);
    }

    private void without() throws SQLException {
        tell.chapter(2, "WITHOUT Safeconduct: a \"read-only\" MCP server, with the application's password");
        try (Agent agent = Agent.connect(world.server(), world.place().appEnvironment())) {
            Agent.Said plain = agent.query(DELETE);
            Unexpected.unless(plain.error(), "the read-only transaction let a DELETE through");
            tell.line(DELETE, "refused: " + first(plain.text()));
            agent.query(BYPASS);
            int left = Shop.customers(world.database());
            Unexpected.unless(left == 100, "expected 100 customers to be left, found " + left);
            tell.line(BYPASS, (Shop.CUSTOMERS - left) + " rows GONE");
        }
        Shop.refill(world.database());
        if (world.node().isPresent()) {
            world.node().get().without();
        }
    }

    private Process with() throws SQLException, IOException, InterruptedException {
        tell.chapter(3, "WITH Safeconduct: the same server, the same client, the same SQL");
        Process server = world.installation().startServer();
        try (Agent agent = Agent.connect(connect(), Map.of())) {
            String task = living();
            tell.line("task opened for purpose " + Settings.PURPOSE, task);
            Agent.Said few = agent.query("SELECT id, email FROM customers ORDER BY id LIMIT 20");
            Unexpected.unless(!few.error() && few.rows() == 20, "an allowed query was not answered: " + few.text());
            String role = role(task);
            tell.line("SELECT id, email FROM customers … LIMIT 20", "20 rows, by role " + role);
            denied(agent, BYPASS, "statement_unreadable");
            byRole(role);
            denied(agent, "SELECT number FROM cards", "table_not_in_envelope");
            denied(agent, "SELECT city FROM customers", "column_not_in_envelope");
            Agent.Said capped = agent.query("SELECT id, email FROM customers ORDER BY id");
            int rows = capped.error() ? -1 : capped.rows();
            Unexpected.unless(rows == 80, "expected 80 of 1,000 rows, got: " + first(capped.text()));
            tell.line("SELECT id, email FROM customers (1,000 rows)", "80 rows: the budget of 100 is used up");
            denied(agent, "SELECT id FROM customers LIMIT 1", "budget_exhausted");
            Unexpected.unless(Shop.customers(world.database()) == Shop.CUSTOMERS, "rows are missing");
            tell.line("customers in the table", "1000 of 1000");
            end(task, role);
        }
        if (world.node().isPresent()) {
            tell.section("The same with the real npm server, and with clients that are not ours");
            world.node().get().with();
        }
        return server;
    }

    private List<String> connect() {
        Installation at = world.installation();
        List<String> command = new ArrayList<>(List.of(at.launcher().toString(), "mcp", "connect", "shop"));
        command.addAll(at.opening(Settings.PURPOSE));
        return command;
    }

    private String living() throws IOException, InterruptedException {
        JsonNode tasks = world.installation().ask("task", "ls", "--living");
        JsonNode items = tasks.isArray() ? tasks : tasks.path("items");
        Unexpected.unless(items.size() == 1, "expected one living task: " + tasks);
        return items.get(0).path("task").asText(items.get(0).path("id").asText());
    }

    private String role(String task) throws IOException, InterruptedException {
        JsonNode grants = world.installation().ask("grant", "ls", "--open");
        for (JsonNode grant : grants.isArray() ? grants : grants.path("items")) {
            if (grant.path("task").asText().equals(task)) {
                return grant.path("principal").asText();
            }
        }
        throw new Unexpected("the task has no grant: " + grants);
    }

    private void denied(Agent agent, String sql, String code) {
        Agent.Said said = agent.query(sql);
        Unexpected.unless(said.error() && said.code().equals(code), "expected " + code + ", got: " + said);
        tell.line(sql, "DENIED " + said.code());
    }

    /** What the role itself may do, when nobody reads the SQL before. */
    private void byRole(String role) throws SQLException {
        try (Connection broker = world.place().asBroker();
                Statement statement = broker.createStatement()) {
            statement.execute("set role \"" + role.replace("\"", "\"\"") + "\"");
            try {
                statement.execute("DELETE FROM public.customers WHERE id <= 900");
                throw new Unexpected("the role could delete");
            } catch (SQLException refused) {
                tell.line("the same DELETE by the role itself, past the gateway", first(refused.getMessage()));
            }
        }
    }

    private void end(String task, String role) throws SQLException, IOException, InterruptedException {
        tell.chapter(4, "The task ends while a connection of its role is open");
        String open = Shop.one(
                world.database(),
                "select count(*) from pg_stat_activity where usename = '" + role.replace("'", "''") + "'");
        tell.line("open connections of the role", open);
        Unexpected.unless(!open.equals("0"), "expected an open connection of the role");
        JsonNode ending = world.installation().ask("task", "end", task);
        Unexpected.unless(ending.path("complete").asBoolean(), "the end is not complete: " + ending);
        JsonNode receipt = ending.path("receipts").get(0);
        for (JsonNode step : receipt.path("steps")) {
            tell.line(
                    "  " + step.path("name").asText() + " "
                            + step.path("detail").asText(),
                    step.path("at").asText());
        }
        tell.line(
                "receipt: probe with the real credential", receipt.path("probe").asText());
        tell.line("receipt: from begin to end", receipt.path("millis").asText() + " ms");
        gone(role);
    }

    private void gone(String role) throws SQLException {
        String name = role.replace("'", "''");
        String roles = Shop.one(world.database(), "select count(*) from pg_roles where rolname = '" + name + "'");
        String sessions =
                Shop.one(world.database(), "select count(*) from pg_stat_activity where usename = '" + name + "'");
        Unexpected.unless(roles.equals("0") && sessions.equals("0"), "something of " + role + " is left");
        tell.line("roles and connections of that name", "none");
    }

    private void crash(Process running) throws SQLException, IOException, InterruptedException {
        tell.chapter(5, "The server is killed with SIGKILL in the middle of a second task, and started again");
        String task;
        String role;
        try (Agent agent = Agent.connect(connect(), Map.of())) {
            agent.query("SELECT id, email FROM customers LIMIT 1");
            task = living();
            role = role(task);
            tell.line("second task, working by role", role);
            kill(running);
            tell.line("SIGKILL", "the server is gone");
        }
        Process again = world.installation().startServer();
        try {
            JsonNode shown = world.installation().ask("task", "show", task);
            Unexpected.unless(shown.toString().contains("unclean_stop"), "the task was not ended: " + shown);
            tell.line("started again; the task is", "ended: unclean_stop");
            gone(role);
            JsonNode orphans = world.installation().ask("grant", "ls", "--orphans");
            tell.line(
                    "what exists at the target without a grant",
                    orphans.findPath("principals").isEmpty() ? "nothing" : orphans.toString());
        } finally {
            again.destroy();
            again.waitFor();
        }
        ledger();
    }

    private static void kill(Process launcher) throws InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(launcher.descendants().toList());
        all.addFirst(launcher.toHandle());
        all.getFirst().destroyForcibly();
        launcher.waitFor();
    }

    private void ledger() throws IOException, InterruptedException {
        tell.chapter(6, "The ledger, verified offline");
        Installation at = world.installation();
        Path ledger = at.folder().resolve("data/ledger");
        String key = at.folder().resolve("data/keys/ledger.pub").toString();
        Installation.Done good = at.run("ledger", "verify", ledger.toString(), "--key", key);
        Unexpected.unless(good.code() == 0, "the ledger does not verify: " + good.out() + good.err());
        tell.line("safeconduct ledger verify", first(good.out()));
        Path copy = at.folder().resolveSibling("tampered");
        copy(ledger, copy);
        flip(copy);
        Installation.Done bad = at.run("ledger", "verify", copy.toString(), "--key", key);
        Unexpected.unless(bad.code() == 5, "a flipped bit was not found: exit " + bad.code() + " " + bad.out());
        tell.line("one bit of a copy flipped, verified again", "exit 5: " + naming(bad.out() + bad.err()));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /** In the middle of the word `allow` of a decision, in the file of records. */
    private static void flip(Path ledger) throws IOException {
        try (Stream<Path> files = Files.walk(ledger)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] content = Files.readAllBytes(file);
                int at = new String(content, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .indexOf("\"effect\":\"allow\"");
                if (at > 0) {
                    content[at + 11] ^= 1;
                    Files.write(file, content);
                    return;
                }
            }
        }
        throw new Unexpected("no decision was found in the ledger's files");
    }

    /** The line that names the record. */
    private static String naming(String report) {
        String line =
                report.lines().filter(text -> text.contains("bad")).findFirst().orElse("");
        Unexpected.unless(line.chars().anyMatch(Character::isDigit), "the verification names no record: " + report);
        return line.strip().replaceAll(" +", " ");
    }

    private static String first(@org.jspecify.annotations.Nullable String text) {
        return String.valueOf(text).strip().lines().findFirst().orElse("");
    }
}
