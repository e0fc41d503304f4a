package safeconduct.bench.call;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import safeconduct.api.ApiClient;
import safeconduct.brokers.postgres.SetupSql;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Secret;
import safeconduct.kernel.Time;
import safeconduct.testkit.ThrowawayPostgres;
import safeconduct.token.KeyFile;
import safeconduct.token.SigningKey;

/** A folder with the configuration and keys of a server for two purposes: calls without, and with a role of PostgreSQL. */
record Site(Path root, URI url) {

    private static final String ADMIN = "sc_admin_of_a_benchmark";
    private static final String BROKER = "safeconduct_broker";
    private static final String PASSWORD = "of the broker";

    private static final String PURPOSE = """
        purpose: %1$s
        description: is measured
        environment: dev
        targets:
          %1$s:
            tools: {echo: {}}
        %2$s
        budgets: {calls: 10000000, bytes: 10GB}
        ttl: 1h
        idle: 30m
        """;

    private static final String SCOPE = "    database: {tables: {public.customers: {select: [id, name]}}}";

    static Site in(Path root, URI target, ThrowawayPostgres postgres) throws IOException, SQLException {
        postgres.execute(
                "postgres", "create database shop", "revoke connect on database postgres, template1 from public");
        try (Connection superuser = postgres.connect("shop")) {
            SetupSql.run(superuser, BROKER, Secret.of(PASSWORD));
        }
        postgres.execute(
                "shop",
                "revoke temporary on database shop from public",
                "create table customers (id int primary key, name text)",
                "grant select on customers to " + BROKER + " with grant option");
        int port = freePort();
        Site site = new Site(root, URI.create("http://127.0.0.1:" + port));
        site.write(port, target, postgres.port());
        site.keys();
        return site;
    }

    private void write(int port, URI target, int databasePort) throws IOException {
        String plain = """
            environment: dev
            mcp: {url: "%s"%s}
            tools: {echo: {effect: read}}
            """;
        String broker = """
            broker:
              kind: postgresql
              settings: {host: 127.0.0.1, port: %d, database: shop, user: %s, password: "file:data/keys/shop.password"}
            """.formatted(databasePort, BROKER);
        String headers = ", headers: {X-User: \"${grant.user}\", X-Password: \"${grant.password}\"}";
        Map<String, String> files = Map.of(
                "safeconduct.yaml",
                "server: {listen: \"127.0.0.1:" + port + "\"}\n"
                        + "identity: [{name: local, kind: local, settings: {key_file: data/keys/local.key}}]\n",
                "agents/bench.yaml",
                """
                agent: bench
                owner: {name: team, contact: "team@example.com"}
                expires: 2099-12-31
                identities: [{verifier: local, subject: spiffe://local/bench}]
                purposes: [plain, shop]
                on_behalf: never
                """,
                "purposes/plain.yaml",
                PURPOSE.formatted("plain", ""),
                "purposes/shop.yaml",
                PURPOSE.formatted("shop", SCOPE),
                "targets/plain.yaml",
                "target: plain\n" + plain.formatted(target, ""),
                "targets/shop.yaml",
                "target: shop\n" + plain.formatted(target, headers) + broker);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private void keys() throws IOException {
        Path keys = root.resolve("data/keys");
        Files.createDirectories(keys);
        KeyFile.write(
                keys.resolve("local.key"),
                SigningKey.generate(SigningKey.Algorithm.ES256, Time.system().now()));
        secret(keys.resolve("admin.digest"), Digest.of(ADMIN).value());
        secret(keys.resolve("shop.password"), PASSWORD);
    }

    private static void secret(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    SigningKey localKey() {
        return KeyFile.read(root.resolve("data/keys/local.key"));
    }

    ApiClient admin() {
        return new ApiClient(url, Secret.of(ADMIN));
    }
}
