package safeconduct.demo;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What others publish for Node, in the versions that the story was tried with, installed once for all runs. */
record NodePackages(Path folder) {

    private static final List<String> PINNED = List.of(
            "node@24.21.0",
            "@modelcontextprotocol/sdk@1.32.2",
            "@modelcontextprotocol/inspector@2.12.0",
            "@modelcontextprotocol/server-postgres@0.6.2");
    private static final long INSTALL_SECONDS = 60;

    /** Installs them where they are not yet; where that can't be done it says so in one line, and there are none. */
    static Optional<NodePackages> install(Telling tell) throws IOException, InterruptedException {
        if (!onPath("npm") || !onPath("node")) {
            tell.line("steps with the real npm packages", "left out: no `npm` and `node` in the path");
            return Optional.empty();
        }
        Path folder = Path.of(System.getProperty("user.home"), ".cache", "safeconduct-demo");
        Path mark = folder.resolve("installed");
        String pinned = String.join("\n", PINNED);
        Files.createDirectories(folder);
        if (!Files.exists(mark) || !Files.readString(mark).equals(pinned)) {
            String trouble = fetch(folder);
            if (!trouble.isEmpty()) {
                tell.line("steps with the real npm packages", "left out: " + trouble);
                return Optional.empty();
            }
            Files.writeString(mark, pinned);
        }
        try (InputStream client = NodePackages.class.getResourceAsStream("client.mjs")) {
            Files.copy(
                    Objects.requireNonNull(client), folder.resolve("client.mjs"), StandardCopyOption.REPLACE_EXISTING);
        }
        return Optional.of(new NodePackages(folder));
    }

    private static boolean onPath(String program) {
        String path = System.getenv("PATH") == null ? "" : System.getenv("PATH");
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Empty, or why it could not be done. */
    private static String fetch(Path folder) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("package.json"), "{\"private\":true,\"type\":\"module\"}");
        Path log = folder.resolve("npm.log");
        List<String> command = new ArrayList<>(List.of(
                "npm", "--prefix", folder.toString(), "install", "--no-audit", "--no-fund", "--loglevel=error"));
        command.addAll(PINNED);
        Process npm = Installation.withoutAdmin(new ProcessBuilder(command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)) {
            npm.descendants().forEach(ProcessHandle::destroyForcibly);
            npm.destroyForcibly();
            return "npm did not end within " + INSTALL_SECONDS + " seconds";
        }
        return npm.exitValue() == 0 ? "" : "npm could not fetch them, see " + log;
    }

    private Path modules() {
        return folder.resolve("node_modules");
    }

    private String node() {
        return modules().resolve("node/bin/node").toString();
    }

    /** The MCP server; who logs in, and with which password, it reads in its environment. */
    List<String> server(Place place) {
        return List.of(
                node(),
                modules()
                        .resolve("@modelcontextprotocol/server-postgres/dist/index.js")
                        .toString(),
                "postgresql://" + place.target().address() + "/" + place.names().database());
    }

    /** The Inspector's command line with one query, at the URL that `safeconduct run` gives. */
    List<String> inspector(String sql) {
        return List.of(
                "sh",
                "-c",
                "exec \"$0\" \"$1\" --cli \"$SAFECONDUCT_MCP_URL\" --transport http --method tools/call"
                        + " --tool-name query --tool-arg \"sql=$2\"",
                node(),
                modules().resolve(".bin/mcp-inspector").toString(),
                sql);
    }

    /** The TypeScript client with one query, at the same URL. */
    List<String> client(String sql) {
        return List.of(node(), folder.resolve("client.mjs").toString(), sql);
    }
}
