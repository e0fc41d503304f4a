package safeconduct.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import safeconduct.ledger.note.NoteSigner;
import safeconduct.ledger.note.SignedCheckpoint;

/**
 * One life of a ledger on a disk that fails, as its seed says. After each stop it must have every record
 * that was acknowledged, and of any other all or nothing; and every checkpoint that was given out must hold.
 *
 * <p>{@code main} runs many seeds: {@code CrashSimulation COUNT FIRST_SEED}.
 */
final class CrashSimulation {

    private static final NoteSigner SIGNER = NoteSigner.generate("test.example/ledger");
    private static final LedgerOptions OPTIONS = new LedgerOptions(
            LedgerOptions.SEGMENT_BYTES_MIN, 10, Duration.ofSeconds(1), LedgerOptions.RECORD_LENGTH_MAX);

    private static final List<SimulatedDisk.Fault> FAULTS = List.of(SimulatedDisk.Fault.values());

    private final Random random;
    private final SimulatedDisk disk;
    /** What was acknowledged, and what was found whole after a stop. */
    private final List<byte[]> records = new ArrayList<>();
    /** What was appended since, and never acknowledged. */
    private final List<List<byte[]>> unsure = new ArrayList<>();

    private final List<SignedCheckpoint> given = new ArrayList<>();
    private int stops;

    CrashSimulation(long seed) {
        this.random = new Random(seed);
        this.disk = new SimulatedDisk(random);
    }

    /** How often the program was stopped. */
    int run() {
        for (int life = 0; life < 4; life++) {
            disk.plan(random.nextInt(120), plannedFault());
            try {
                live();
            } catch (SimulatedDisk.PowerCut cut) {
                stops++;
                disk.powerOn();
            }
            if (random.nextInt(4) == 0) {
                disk.powerOn();
            } else {
                disk.restart();
            }
        }
        try (Ledger ledger = open()) {
            check(ledger);
        }
        verify();
        return stops;
    }

    private SimulatedDisk.Fault plannedFault() {
        return FAULTS.get(random.nextInt(FAULTS.size()));
    }

    private Ledger open() {
        return new Ledger(disk, OPTIONS, SIGNER, () -> Instant.EPOCH.plusSeconds(disk.operations()), random::nextLong);
    }

    private void live() {
        Ledger ledger;
        try {
            ledger = open();
        } catch (LedgerFault failed) {
            require(isOfTheDisk(failed), failed);
            return; // It could not be opened this time.
        }
        check(ledger);
        int steps = random.nextInt(25);
        for (int i = 0; i < steps; i++) {
            try {
                step(ledger);
            } catch (LedgerFault failed) {
                require(isOfTheDisk(failed), failed);
            }
        }
        if (random.nextBoolean()) {
            try {
                ledger.close();
            } catch (LedgerFault failed) {
                require(isOfTheDisk(failed), failed);
            }
        }
    }

    /** A disk that fails is told as such, and never as damage. */
    private static boolean isOfTheDisk(LedgerFault fault) {
        return fault.code() == LedgerFault.Code.UNAVAILABLE || fault.code() == LedgerFault.Code.FULL;
    }

    private void step(Ledger ledger) {
        switch (random.nextInt(10)) {
            case 0 -> given.add(ledger.checkpoint());
            case 1 -> ledger.housekeep();
            default -> append(ledger);
        }
    }

    private void append(Ledger ledger) {
        var group = new ArrayList<byte[]>();
        int count = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
        for (int i = 0; i < count; i++) {
            byte[] record = new byte[random.nextInt(3) == 0 ? random.nextInt(60_000) : random.nextInt(200)];
            random.nextBytes(record);
            group.add(record);
        }
        unsure.add(group);
        List<Long> indices = ledger.appendAll(group);
        require(indices.getFirst() == records.size(), "index " + indices + ", expected " + records.size());
        records.addAll(group);
        unsure.clear();
    }

    private void check(Ledger ledger) {
        require(ledger.size() >= records.size(), "lost: " + ledger.size() + " of " + records.size());
        for (int i = 0; i < records.size(); i++) {
            require(Arrays.equals(records.get(i), ledger.read(i)), "record " + i + " is another one");
        }
        var more = new ArrayList<byte[]>();
        ledger.forEach(records.size(), ledger.size(), entry -> more.add(entry.record()));
        boolean whole = more.isEmpty() || unsure.stream().anyMatch(group -> same(group, more));
        require(whole, more.size() + " records that nobody appended like this");
        records.addAll(more);
        unsure.clear();
        for (SignedCheckpoint checkpoint : given) {
            var body = checkpoint.checkpoint();
            require(ledger.root(body.size()).equals(body.root()), "a checkpoint that was given out does not hold");
        }
    }

    private static boolean same(List<byte[]> one, List<byte[]> other) {
        return Arrays.deepEquals(one.toArray(), other.toArray());
    }

    private void verify() {
        try {
            Path folder = Files.createTempDirectory("ledger");
            for (var file : disk.files().entrySet()) {
                Files.write(folder.resolve(file.getKey()), file.getValue());
            }
            var report = new LedgerVerifier(folder, SIGNER.verifier(), given).verify(entry -> {});
            require(report instanceof VerifierReport.Ok ok && ok.covered() == records.size(), report);
            for (String name : disk.files().keySet()) {
                Files.delete(folder.resolve(name));
            }
            Files.delete(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void require(boolean condition, Object message) {
        if (!condition) {
            throw new AssertionError(message.toString(), message instanceof Throwable cause ? cause : null);
        }
    }

    /** Runs seeds one after the other; ends with a line for people or, with a third argument, for programs. */
    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[0]);
        long first = Long.parseLong(arguments[1]);
        long stops = 0;
        for (long seed = first; seed < first + count; seed++) {
            try {
                stops += new CrashSimulation(seed).run();
            } catch (RuntimeException | AssertionError failed) {
                throw new AssertionError("seed " + seed + ": " + failed, failed);
            }
        }
        boolean json = arguments.length > 2;
        System.out.printf(
                json
                        ? "{\"seeds\":%d,\"first\":%d,\"powerCuts\":%d,\"failures\":0}%n"
                        : "%d seeds from %d, %d power cuts, no failure%n",
                count,
                first,
                stops);
    }
}
