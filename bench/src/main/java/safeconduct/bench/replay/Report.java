package safeconduct.bench.replay;

import java.util.stream.LongStream;

/** The runs replayed under one pack. */
record Report(String pack, Scores scores) {

    /** Nanoseconds of one decision below which this share of them lies. */
    long latency(double share) {
        long[] nanos = scores.runs().stream()
                .flatMapToLong(run -> run.said().stream().mapToLong(Program.Said::nanos))
                .sorted()
                .toArray();
        return nanos.length == 0 ? 0 : nanos[(int) Math.min(nanos.length - 1L, (long) (share * nanos.length))];
    }

    long decisions() {
        return LongStream.of(scores.runs().stream()
                        .mapToLong(run -> run.said().size())
                        .toArray())
                .sum();
    }
}
