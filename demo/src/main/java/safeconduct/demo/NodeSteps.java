package safeconduct.demo;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same with what others publish: the npm server for PostgreSQL, the Inspector, the TypeScript client. */
record NodeSteps(NodePackages packages, Place place, Installation installation, Telling tell) {

    private static final String ALLOWED = "SELECT email FROM customers WHERE id = 7";
    private static final String ANSWER = "customer7@example.com";

    /** The hole of the npm server itself. */
    void without() throws SQLException {
        Map<String, String> environment = new HashMap<>(place.appEnvironment());
        environment.put("PGSSLMODE", Settings.nodeSslmode(place.target()));
        try (Agent agent = Agent.connect(packages.server(place), environment)) {
            Agent.Said plain = agent.query(Story.DELETE);
            int all = Shop.customers(place.owner());
            Unexpected.unless(plain.error() && all == Shop.CUSTOMERS, "the npm server let a DELETE through");
            tell.line("npm server-postgres 0.6.2: " + Story.DELETE, "refused: " + plain.text());
            agent.query(Story.BYPASS);
            int left = Shop.customers(place.owner());
            Unexpected.unless(left == 100, "npm server: expected 100 customers to be left, found " + left);
            tell.line("npm server-postgres 0.6.2: " + Story.BYPASS, (Shop.CUSTOMERS - left) + " rows GONE");
        }
        Shop.refill(place.owner());
    }

    /** The npm server behind the gateway, and two clients that are not ours before it. */
    void with() throws SQLException, IOException, InterruptedException {
        List<String> connect = new ArrayList<>(List.of(installation.launcher().toString(), "mcp", "connect"));
        connect.add(Settings.NPM_TARGET);
        connect.addAll(installation.opening(Settings.NPM_PURPOSE));
        try (Agent agent = Agent.connect(connect, Map.of())) {
            Agent.Said allowed = agent.query(ALLOWED);
            Unexpected.unless(!allowed.error() && allowed.text().contains(ANSWER), "npm server, governed: " + allowed);
            tell.line("npm server, governed: " + ALLOWED, "1 row");
            Agent.Said bypass = agent.query(Story.BYPASS);
            Unexpected.unless(bypass.code().equals("statement_unreadable"), "npm server, governed: " + bypass);
            tell.line("npm server, governed: " + Story.BYPASS, "DENIED " + bypass.code());
        }
        run("the official Inspector's CLI: " + ALLOWED, packages.inspector(ALLOWED));
        run("the official TypeScript client: " + ALLOWED, packages.client(ALLOWED));
        int all = Shop.customers(place.owner());
        Unexpected.unless(all == Shop.CUSTOMERS, "rows are missing: " + all);
    }

    private void run(String what, List<String> client) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("run", "--target", Settings.NPM_TARGET));
        words.addAll(installation.opening(Settings.NPM_PURPOSE));
        words.add("--");
        words.addAll(client);
        Installation.Done done = installation.run(words.toArray(String[]::new));
        Unexpected.unless(done.code() == 0 && done.out().contains(ANSWER), what + " gave " + done);
        tell.line(what, "1 row");
    }
}
