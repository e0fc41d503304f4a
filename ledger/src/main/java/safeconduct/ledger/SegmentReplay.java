package safeconduct.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import safeconduct.ledger.VerifierReport.Bad;
import safeconduct.ledger.segment.SegmentScan;
import safeconduct.ledger.segment.Segments;

/**
 * Reads the segments of a directory one after the other.
 *
 * @param live when a writer may be at work at the end of the last one
 */
record SegmentReplay(Path directory, Replay replay, boolean live) {

    void run() {
        List<String> names = names();
        for (int i = 0; i < names.size() && replay.bad().isEmpty(); i++) {
            long first = Segments.firstIndex(names.get(i));
            boolean last = i == names.size() - 1;
            if (first == replay.size()) {
                read(names.get(i), first, last);
            } else {
                long missing = replay.size();
                replay.report(
                        new Bad(missing, "record " + missing + " is missing: the next file starts with " + first));
            }
        }
    }

    private List<String> names() {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(Segments::isSegment)
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw StoredBytes.unreadable(directory, failed);
        }
    }

    private void read(String name, long first, boolean last) {
        byte[] segment = bytes(directory.resolve(name));
        Optional<SegmentScan> read = SegmentScan.read(segment, first, replay);
        if (read.isEmpty()) {
            replay.report(new Bad(first, "the header or the length of `" + name + "` was changed"));
            return;
        }
        SegmentScan scan = read.get();
        if (scan.rest() != SegmentScan.Rest.EMPTY && !(live && last)) {
            judge(name, segment, scan);
        }
    }

    private void judge(String name, byte[] segment, SegmentScan scan) {
        boolean full = scan.next() > scan.header().firstIndex();
        if (full && Files.exists(directory.resolve(Segments.name(scan.next())))) {
            long before = scan.next() - 1;
            replay.report(
                    new Bad(before, "the empty space behind record " + before + " in `" + name + "` was changed"));
        } else {
            replay.findBad(segment, scan.end(), scan.header().tag());
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw StoredBytes.unreadable(file, failed);
        }
    }
}
