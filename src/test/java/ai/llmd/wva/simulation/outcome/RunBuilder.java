package ai.llmd.wva.simulation.outcome;

import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.StepLaw;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.simulation.Workloads;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.outcome.RequestLedger.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run whose facts a test makes up; times in seconds. Targets allow 1 s to the first token and 50 ms between tokens.
 */
public final class RunBuilder {
    private static final double TTFT_MILLIS = 1000;
    private static final double ITL_MILLIS = 50;

    private final double durationSeconds;
    private final RequestLedger requests = new RequestLedger();
    private final List<Target> targets = new ArrayList<>();
    private final List<ReplicaLife> replicas = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private OptionalDouble percentile = OptionalDouble.empty();
    private double tailSeconds;
    private long seed = 1;
    private String contender = "made-up";

    public RunBuilder(double durationSeconds) {
        this.durationSeconds = durationSeconds;
    }

    public RunBuilder seed(long is) {
        seed = is;
        return this;
    }

    /** How long the run went on after the time that counts. */
    public RunBuilder tail(double seconds) {
        tailSeconds = seconds;
        return this;
    }

    public RunBuilder contender(String name) {
        contender = name;
        return this;
    }

    /** The model promises its targets, 500 ms to the first token and 24 ms between tokens, to so many of a hundred. */
    public RunBuilder promising(double share) {
        percentile = OptionalDouble.of(share);
        return this;
    }

    /** Adds a target of a model. */
    public RunBuilder target(int model, double centsPerHour) {
        var profile = new PerformanceProfile("H100", 1, 64, 20, 0.5, Optional.empty());
        targets.add(new Target(
                targets.size(),
                "target-" + targets.size(),
                model,
                0,
                10,
                1,
                1,
                centsPerHour,
                TTFT_MILLIS,
                ITL_MILLIS,
                profile,
                StepLaw.decodeOnly(20, 0.5),
                new EngineLimits(64, 10_000, 8192)));
        return this;
    }

    /** A request that ended, two seconds after its first token. */
    public RunBuilder request(double atSeconds, Ending ending, double ttftMillis, double itlMillis) {
        int index = requests.add(atSeconds * 1000, 0, 100, 40);
        requests.end(index, ending, atSeconds * 1000 + ttftMillis + 2000, ttftMillis, itlMillis);
        return this;
    }

    /** A request that its client gave up on. */
    public RunBuilder abandoned(double atSeconds, double afterSeconds) {
        int index = requests.add(atSeconds * 1000, 0, 100, 40);
        requests.end(index, Ending.ABANDONED, (atSeconds + afterSeconds) * 1000, Double.NaN, Double.NaN);
        return this;
    }

    /** A request that is still there at the end. */
    public RunBuilder unfinished(double atSeconds) {
        requests.add(atSeconds * 1000, 0, 100, 40);
        return this;
    }

    /** A request that has its first token and is still there at the end. */
    public RunBuilder unfinished(double atSeconds, double ttftMillis) {
        requests.began(requests.add(atSeconds * 1000, 0, 100, 40), ttftMillis);
        return this;
    }

    /** A replica, gone when {@code toSeconds} has come; NaN for never. */
    public RunBuilder replica(int target, double fromSeconds, double toSeconds) {
        double from = fromSeconds * 1000;
        double to = toSeconds * 1000;
        replicas.add(new ReplicaLife(target, "pod-" + replicas.size(), from, from, from, to, to, false));
        return this;
    }

    public RunBuilder moment(double atSeconds, int target, int spec, int ready) {
        return moment(atSeconds, target, spec, spec, ready);
    }

    public RunBuilder moment(double atSeconds, int target, int spec, int created, int ready) {
        moments.add(new Moment(atSeconds * 1000, target, spec, created, ready, 0, 10, 2, 0, 0.4));
        return this;
    }

    public RunBuilder note(double atSeconds, int desired, boolean held, String why) {
        notes.add(new Note(atSeconds * 1000, 0, desired, held, why));
        return this;
    }

    public RunResult build() {
        if (targets.isEmpty()) {
            target(0, 600);
        }
        return new RunResult(
                new Scene(Workloads.promising(Workloads.steady(1, durationSeconds, 1), percentile), seed, targets),
                contender,
                durationSeconds * 1000,
                (durationSeconds + tailSeconds) * 1000,
                requests,
                replicas,
                moments,
                notes);
    }
}
