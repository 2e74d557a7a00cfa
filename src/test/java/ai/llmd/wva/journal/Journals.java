package ai.llmd.wva.journal;

import ai.llmd.wva.benchmark.RandomFleet;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.PolicyKind;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.planning.ShippedPolicies;
import ai.llmd.wva.policy.PolicyRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Journals for tests. */
public final class Journals {
    private static final long MIB = 1 << 20;

    private Journals() {}

    /** Of a fleet whose load changes with each cycle. */
    public static List<Observation> observations(int cycles) {
        return IntStream.rangeClosed(1, cycles)
                .mapToObj(cycle -> RandomFleet.observation(5, cycle))
                .toList();
    }

    /** Plans observations one after another. */
    public static List<PlannedCycle> planned(PolicyKind policy, List<Observation> observations) {
        var planned = new ArrayList<PlannedCycle>();
        PolicyRun<?> run = PolicyRun.start(ShippedPolicies.of(policy, PlanningRules.DEFAULT));
        for (var observation : observations) {
            var cycle = run.plan(observation, WorkLimit.NONE);
            planned.add(new PlannedCycle(run.memory(), cycle.plan()));
            run = cycle.next();
        }
        return planned;
    }

    static void write(JournalOutput output, PolicyKind policy, List<PlannedCycle> cycles) throws IOException {
        try (var writer = new JournalWriter(output, "1.2.3", policy, PlanningRules.DEFAULT)) {
            for (var cycle : cycles) {
                writer.write(cycle, 0);
            }
        }
    }

    /** A journal as text. */
    public static String text(PolicyKind policy, List<Observation> observations) throws IOException {
        var bytes = new ByteArrayOutputStream();
        write(new StreamOutput(new PrintStream(bytes), MIB), policy, planned(policy, observations));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The lines of a journal, with the notes of its reader. */
    public static List<JournalLine> read(String text, List<String> notes) throws IOException {
        var lines = new ArrayList<JournalLine>();
        JournalReader.read(
                "journal", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), lines::add, notes::add);
        return lines;
    }

    public static List<JournalLine> read(Path file) throws IOException {
        var lines = new ArrayList<JournalLine>();
        try (var in = Files.newInputStream(file)) {
            JournalReader.read(file.getFileName().toString(), in, lines::add, note -> {});
        }
        return lines;
    }

    public static ReplayResult replay(List<JournalLine> lines) {
        var replay = new Replay(10);
        lines.forEach(replay);
        return replay.result();
    }
}
