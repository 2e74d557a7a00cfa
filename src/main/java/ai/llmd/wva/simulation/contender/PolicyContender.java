package ai.llmd.wva.simulation.contender;

import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.policy.Policy;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A policy of the controller with everything around it as in a cluster: the collector's arithmetic, the gauge that is
 * scraped, and the HPA of the project's sample.
 */
public final class PolicyContender implements Contender {
    private final String name;
    private final Description description;
    private final Supplier<Policy<?>> policies;
    private final Duration interval;
    private final CalibrationMode calibration;
    private final Actuation actuation;

    /** Who acts on a decision. */
    public enum Actuation {
        /** An HPA that reads the metric, one scrape late. */
        HPA,
        /** The controller itself, at once. */
        DIRECT
    }

    /**
     * A contender of that name, which uses what it learns of the replicas, as the controller does by default.
     *
     * @param interval between two cycles
     */
    public PolicyContender(
            String name,
            Description description,
            Supplier<Policy<?>> policies,
            Duration interval,
            Actuation actuation) {
        this(name, description, policies, interval, CalibrationMode.ON, actuation);
    }

    /**
     * A contender of that name.
     *
     * @param interval between two cycles
     * @param calibration what it does about what it learns of the replicas
     */
    public PolicyContender(
            String name,
            Description description,
            Supplier<Policy<?>> policies,
            Duration interval,
            CalibrationMode calibration,
            Actuation actuation) {
        this.name = Objects.requireNonNull(name);
        this.description = description;
        this.policies = policies;
        this.interval = interval;
        this.calibration = calibration;
        this.actuation = actuation;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Description description() {
        return description;
    }

    @Override
    public Scaler start(Scene scene) {
        return new PolicyScaler(scene, policies.get(), interval, calibration, actuation);
    }
}
