package safeconduct.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import safeconduct.api.ApiClient;
import safeconduct.brokers.postgres.HaltingBrokerFactory;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Secret;
import safeconduct.kernel.Time;
import safeconduct.token.KeyFile;
import safeconduct.token.SigningKey;

/** A folder with the configuration and keys of a server that governs the shop, as an operator would make it. */
record Installation(Path root, int port) {

    static final String CREDENTIAL = "sc_admin_of_a_test";
    static final String AGENT = "support-bot";

    private static final String PURPOSE = """
        purpose: answer-ticket
        description: looks customers up to answer a ticket
        environment: dev
        parameters:
          ticket: {type: integer}
          note: {type: string, required: false, pattern: "[a-z]{1,10}"}
        targets:
          shop:
            tools:
              query: {when: 'context.sql.verb == "select"'}
            database:
              tables:
                public.customers: {select: [id, name, email]}
        budgets: {calls: 50, rows: 100, bytes: 1MB}
        ttl: 10m
        idle: 2m
        """;

    /** Makes one in an empty folder. */
    static Installation in(Path root, QueryTarget target) throws IOException {
        Installation made = new Installation(root, freePort());
        made.write(Map.of(
                "safeconduct.yaml",
                """
                server: {listen: "127.0.0.1:%d"}
                identity:
                  - {name: local, kind: local, settings: {key_file: data/keys/local.key}}
                """.formatted(made.port()),
                "agents/support-bot.yaml",
                """
                agent: support-bot
                owner: {name: team, contact: "team@example.com"}
                expires: 2099-12-31
                identities: [{verifier: local, subject: spiffe://local/support-bot}]
                purposes: [answer-ticket]
                on_behalf: never
                """,
                "purposes/answer-ticket.yaml",
                PURPOSE,
                "targets/shop.yaml",
                targetFile(target)));
        made.keys();
        return made;
    }

    private static String targetFile(QueryTarget target) {
        return """
            target: shop
            environment: dev
            mcp:
              url: %s
              headers: {X-Shop-User: "${grant.user}", X-Shop-Password: "${grant.password}"}
            tools:
              query: {effect: read, sql: sql, rows: json_array_text}
              drop: {effect: delete}
            broker:
              kind: %s
              settings: {host: 127.0.0.1, port: %d, database: shop, user: %s, password: "file:data/keys/shop.password"}
            """.formatted(
                        target.url(), HaltingBrokerFactory.KIND, ShopDatabase.POSTGRES.port(), ShopDatabase.BROKER);
    }

    private void write(Map<String, String> files) throws IOException {
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
        secret(keys.resolve("admin.digest"), Digest.of(CREDENTIAL).value());
        secret(keys.resolve("shop.password"), ShopDatabase.PASSWORD);
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

    Path data() {
        return root.resolve("data");
    }

    SigningKey localKey() {
        return KeyFile.read(data().resolve("keys/local.key"));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    ApiClient admin() {
        return new ApiClient(url(), Secret.of(CREDENTIAL));
    }
}
