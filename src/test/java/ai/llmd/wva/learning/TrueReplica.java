package ai.llmd.wva.learning;

import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.PerformanceProfile.Prefill;
import ai.llmd.wva.model.Variant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Measurements as replicas of a known speed would give them, for tests. */
public final class TrueReplica {
    private static final double INPUT = 1_000;

    private static final double OUTPUT = 300;

    private final StepTimes times;

    public TrueReplica(double alpha, double beta, double delta) {
        this.times = new StepTimes(alpha, beta, delta);
    }

    TrueReplica slower(double factor) {
        return new TrueReplica(factor * times.alphaMillis(), factor * times.betaMillis(), factor * times.deltaMillis());
    }

    StepTimes times() {
        return times;
    }

    /** The profile that tells these times, with some of them wrong. */
    public PerformanceProfile declared(double alphaError, double betaError, double deltaError) {
        return new PerformanceProfile(
                "A100",
                1,
                256,
                alphaError * times.alphaMillis(),
                betaError * times.betaMillis(),
                Optional.of(new Prefill(alphaError * times.alphaMillis(), deltaError * times.deltaMillis())));
    }

    /** A variant of one replica that declares a profile, or none. */
    public static Variant variant(PerformanceProfile... declared) {
        return Fleets.sample()
                .withAccelerators(new AcceleratorOptions(Optional.of("A100"), List.of(declared), Optional.empty()));
    }

    /** Of one replica at a rate, with the time between tokens off by a factor. */
    public Measured at(double perSecond, double off) {
        return new Measured(load(perSecond, off * itl(perSecond)), Duration.ofSeconds(5), 1, 1);
    }

    static Load load(double perSecond, double itlMillis) {
        double running = perSecond * (OUTPUT - 1) * itlMillis / 1000;
        return new Load(
                perSecond,
                OptionalDouble.of(INPUT),
                OptionalDouble.of(OUTPUT),
                OptionalDouble.of(200),
                OptionalDouble.of(itlMillis),
                OptionalDouble.of(0),
                Double.isFinite(running) ? running : 0,
                0,
                OptionalDouble.of(0.3));
    }

    /** By a fixed point: more requests make longer steps, which make more requests. */
    double itl(double perSecond) {
        double perMilli = perSecond / 1000;
        return (times.alphaMillis() + times.betaMillis())
                / (1 - perMilli * ((OUTPUT - 1) * times.betaMillis() + INPUT * times.deltaMillis()));
    }

    /** What the learned times say of a step at a rate, as a multiple of what it takes. */
    double asMultiple(StepTimes learned, double perSecond) {
        double perStep = perSecond * itl(perSecond) / 1000;
        return learned.millis(1 + perStep * (OUTPUT - 1), perStep * INPUT) / itl(perSecond);
    }
}
