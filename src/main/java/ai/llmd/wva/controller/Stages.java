package ai.llmd.wva.controller;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.JournalConfiguration;
import ai.llmd.wva.config.OptimizerConfiguration;
import ai.llmd.wva.config.ProgramVersion;
import ai.llmd.wva.journal.JournalOutput;
import ai.llmd.wva.journal.JournalWriter;
import ai.llmd.wva.journal.RotatedFile;
import ai.llmd.wva.journal.StreamOutput;
import ai.llmd.wva.kubernetes.TargetScaler;
import ai.llmd.wva.kubernetes.VariantReporter;
import ai.llmd.wva.metrics.MetricsSource;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.planning.ShippedPolicies;
import ai.llmd.wva.policy.Policy;
import ai.llmd.wva.serving.desired.NumberBook;
import ai.llmd.wva.verticle.ActuatorVerticle;
import ai.llmd.wva.verticle.ClockPace;
import ai.llmd.wva.verticle.CollectorVerticle;
import ai.llmd.wva.verticle.DeclaredNumbers;
import ai.llmd.wva.verticle.JournalVerticle;
import ai.llmd.wva.verticle.KedaVerticle;
import ai.llmd.wva.verticle.OptimizerVerticle;
import ai.llmd.wva.verticle.PlannedNumbers;
import ai.llmd.wva.verticle.ScaleSync;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.DeploymentOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Makes the stages of the pipeline as the configuration says.
 *
 * @param pace of the clock
 * @param leading whether this process leads, by its own clock
 */
record Stages(
        Configuration configuration, MeterRegistry registry, Clock clock, ClockPace pace, BooleanSupplier leading) {

    Pipeline.Deployable collector(Supplier<MetricsSource> metrics) {
        return new Pipeline.Deployable(
                () -> new CollectorVerticle(
                        metrics,
                        clock,
                        measuringLimit(configuration.collector()),
                        configuration.collector().wakeInterval(),
                        busTimeout(),
                        pace),
                new DeploymentOptions());
    }

    Pipeline.Deployable optimizer() {
        var optimizer = configuration.optimizer();
        return new Pipeline.Deployable(
                () -> new OptimizerVerticle(policy(optimizer), optimizer.timeLimit(), busTimeout(), registry),
                new DeploymentOptions());
    }

    /** Hears the optimizer; none is made unless a file is configured. */
    Optional<Pipeline.Deployable> journal() {
        var journal = configuration.journal();
        return journal.path()
                .map(path -> new Pipeline.Deployable(
                        () -> new JournalVerticle(() -> writer(output(path, journal)), busTimeout(), registry),
                        new DeploymentOptions()));
    }

    private static JournalOutput output(String path, JournalConfiguration journal) {
        return path.equals(JournalConfiguration.STDOUT)
                ? new StreamOutput(System.out, journal.maxBytes())
                : new RotatedFile(Path.of(path), journal.maxBytes(), journal.files());
    }

    private JournalWriter writer(JournalOutput output) {
        var optimizer = configuration.optimizer();
        return new JournalWriter(output, ProgramVersion.get(), optimizer.policy(), rules(optimizer));
    }

    static Policy<?> policy(OptimizerConfiguration optimizer) {
        return ShippedPolicies.of(optimizer.policy(), rules(optimizer));
    }

    private static PlanningRules rules(OptimizerConfiguration optimizer) {
        return PlanningRules.controller(optimizer.solver(), optimizer.saturationPolicy(), optimizer.law());
    }

    Pipeline.Deployable actuator(VariantReporter reporter, TargetScaler scaler) {
        var election = configuration.leaderElection();
        return new Pipeline.Deployable(
                () -> new ActuatorVerticle(
                        reporter,
                        ScaleSync.of(scaler, configuration.actuator().scaling()).at(pace),
                        registry,
                        leading,
                        clock,
                        election.enabled() ? election.exportDelay() : Duration.ZERO,
                        busTimeout(),
                        configuration.actuator().workerPoolSize(),
                        configuration.metrics().names()),
                new DeploymentOptions());
    }

    /** For every replica. */
    Pipeline.Deployable declaredNumbers(NumberBook book) {
        return new Pipeline.Deployable(() -> new DeclaredNumbers(book, busTimeout()), new DeploymentOptions());
    }

    /** Serves KEDA; the names are those of a certificate that is made here. */
    Pipeline.Deployable keda(NumberBook book, List<String> names) {
        return new Pipeline.Deployable(
                () -> new KedaVerticle(configuration.keda(), configuration.https(), names, book, clock),
                Controller.httpsPool(configuration));
    }

    /** Hears the optimizer. */
    Pipeline.Deployable plannedNumbers(NumberBook book) {
        return new Pipeline.Deployable(() -> new PlannedNumbers(book, busTimeout()), new DeploymentOptions());
    }

    private Duration busTimeout() {
        return configuration.vertx().busTimeout();
    }

    /** Twice what the source's own limits add up to: reached only if they fail, and then the loop goes on. */
    private static Duration measuringLimit(CollectorConfiguration collector) {
        var attempts =
                collector.queryTimeout().multipliedBy(collector.retryDelays().size() + 1L);
        return collector.retryDelays().stream().reduce(attempts, Duration::plus).multipliedBy(2);
    }
}
