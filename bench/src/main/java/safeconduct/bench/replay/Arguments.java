package safeconduct.bench.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import safeconduct.policy.pack.FlowPack;

/**
 * What the command was told.
 *
 * @param groups tools with the runs that were recorded with them
 * @param packs to replay under
 * @param out where every decision is written
 * @param inProcess without a door: the same decisions, sooner
 * @param show prints benign runs that were not clean, for working on rules
 */
record Arguments(
        List<Group> groups, List<String> packs, Optional<Path> out, boolean json, boolean inProcess, boolean show) {

    static final String USAGE = "usage: replay --tools FILE --runs FILE... [--tools FILE --runs FILE...] [--pack NAME] "
            + "[--out FILE] [--json] [--in-process] [--show]";

    /** Tools, and runs of agents that had them. */
    record Group(Path tools, List<Path> runs) {}

    static Arguments of(String[] words) {
        List<Group> groups = new ArrayList<>();
        List<String> packs = new ArrayList<>();
        Optional<Path> out = Optional.empty();
        boolean json = false;
        boolean inProcess = false;
        boolean show = false;
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--tools" -> groups.add(new Group(Path.of(value(words, ++i)), new ArrayList<>()));
                case "--runs" -> {
                    while (i + 1 < words.length && !words[i + 1].startsWith("--")) {
                        last(groups).runs().add(Path.of(words[++i]));
                    }
                }
                case "--pack" -> packs.add(value(words, ++i));
                case "--out" -> out = Optional.of(Path.of(value(words, ++i)));
                case "--json" -> json = true;
                case "--in-process" -> inProcess = true;
                case "--show" -> show = true;
                default -> throw new IllegalArgumentException("unknown argument `" + words[i] + "`");
            }
        }
        if (groups.stream().allMatch(group -> group.runs().isEmpty())) {
            throw new IllegalArgumentException("expected `--tools FILE --runs FILE`");
        }
        return new Arguments(
                groups, packs.isEmpty() ? FlowPack.SHIPPED : List.copyOf(packs), out, json, inProcess, show);
    }

    private static Group last(List<Group> groups) {
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("expected `--tools` before `--runs`");
        }
        return groups.getLast();
    }

    private static String value(String[] words, int i) {
        if (i >= words.length) {
            throw new IllegalArgumentException("expected a value after `" + words[i - 1] + "`");
        }
        return words[i];
    }
}
