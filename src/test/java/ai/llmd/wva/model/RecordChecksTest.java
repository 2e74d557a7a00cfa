package ai.llmd.wva.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the records refuse, in the words that users are told. */
class RecordChecksTest {
    private static PerformanceProfile profile(String accelerator, int count, int batch, double alpha, double beta) {
        return new PerformanceProfile(accelerator, count, batch, alpha, beta, Optional.empty());
    }

    private static ServiceClass serviceClass(int priority) {
        return new ServiceClass("premium.yaml", "Premium", priority, new TreeMap<>());
    }

    private static Settings settings(Duration interval) {
        return new Settings(interval, false, true, Optional.empty());
    }

    private static void refused(ThrowingCallable made, String why) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class).hasMessage(why);
    }

    @Test
    void aProfileNamesAnAcceleratorAndHasUnitsABatchAndATime() {
        refused(() -> profile(null, 1, 4, 20, 0.4), "acc must not be empty");
        refused(() -> profile(" ", 1, 4, 20, 0.4), "acc must not be empty");
        refused(() -> profile("A100", 0, 4, 20, 0.4), "accCount must be >= 1, was 0");
        refused(() -> profile("A100", 1, 0, 20, 0.4), "maxBatchSize must be >= 1, was 0");
        refused(() -> profile("A100", 1, 4, -1, 0.4), "alpha must be a finite number >= 0, was -1.0");
        refused(() -> profile("A100", 1, 4, 20, Double.NaN), "beta must be a finite number >= 0, was NaN");
        refused(() -> profile("A100", 1, 4, 0, 0), "alpha and beta must not both be 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {49.9, 99.1, Double.NaN})
    void aPercentileIsFrom50To99(double percentile) {
        refused(
                () -> new ServiceTarget(500, 24, 0, OptionalDouble.of(percentile)),
                "percentile must be from 50 to 99, was " + percentile);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101, -5})
    void aPriorityOutsideItsRangeIsTheLowest(int priority) {
        assertThat(serviceClass(priority).priority()).isEqualTo(ServiceClass.LOWEST_PRIORITY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 100})
    void aPriorityWithinItsRangeStays(int priority) {
        assertThat(serviceClass(priority).priority()).isEqualTo(priority);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void anIntervalIsLongerThanNothing(String interval) {
        refused(
                () -> settings(Duration.parse(interval)),
                "GLOBAL_OPT_INTERVAL must be longer than 0, was " + Duration.parse(interval));
    }

    @Test
    void thereIsNoCapacityBelowZero() {
        refused(
                () -> new Capacity(new TreeMap<>(Map.of("NVIDIA-A100-PCIE-80GB", -1L))),
                "the capacity of NVIDIA-A100-PCIE-80GB must be >= 0, was -1");
    }

    @Test
    void anObservationMeasuresTheVariantsOfItsFleet() {
        refused(
                () -> new Observation(1, Fleets.NOW, Fleets.fleet(Fleets.sample()), new TreeMap<>()),
                "an observation has one measurement for each variant of its fleet");
    }

    @Test
    void aPlanDecidesTheVariantsOfItsObservation() {
        var measured = new TreeMap<VariantId, Measurement>(
                Map.of(Fleets.SAMPLE, new Measurement.Unknown(Measurement.Cause.MISSING, "no series")));
        var observation = new Observation(1, Fleets.NOW, Fleets.fleet(Fleets.sample()), measured);
        refused(
                () -> new Plan(observation, new TreeMap<>(), new PlanSummary("", 0, 0, true, true)),
                "a plan has one decision for each variant of its observation");
    }

    @Test
    void nothingIsAppliedBeforeItBegan() {
        var before = Fleets.NOW.minusMillis(1);
        refused(
                () -> new Applied(1, Fleets.NOW, before, new TreeMap<>()),
                "it ended at " + before + ", before it began at " + Fleets.NOW);
        assertThat(new Applied(1, Fleets.NOW, Fleets.NOW, new TreeMap<>()).variants())
                .isEmpty();
    }

    @Test
    void theGapIsAShareOfTheCostAndNothingWhereNothingCosts() {
        assertThat(new PlanSummary("near-exact", 80, 60, true, true).gap()).isEqualTo(0.25);
        assertThat(new PlanSummary("near-exact", 80, 81, true, true).gap()).isZero();
        assertThat(new PlanSummary("", 0, 0, true, true).gap()).isZero();
    }

    @Test
    void thereIsNoGapWhereNothingIsProven() {
        assertThat(new PlanSummary("", 80, Double.NEGATIVE_INFINITY, false, true).gap())
                .isNaN();
        assertThat(new PlanSummary("", 0, Double.NEGATIVE_INFINITY, false, true).gap())
                .isNaN();
    }

    @Test
    void anAutoscalersFactsAreWhatKubernetesAllows() {
        refused(
                () -> new DecisionMetric(
                        DecisionMetric.Quantity.RATIO, DecisionMetric.TargetType.VALUE, 0, Optional.empty()),
                "targetMilli must be >= 1, was 0");
        refused(
                () -> new AutoscalerRules(
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        OptionalDouble.of(-0.1),
                        OptionalDouble.empty(),
                        List.of()),
                "scaleUpTolerance must be a finite number >= 0, was -0.1");
        refused(
                () -> new AutoscalerRules(
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        OptionalDouble.empty(),
                        OptionalDouble.of(Double.NaN),
                        List.of()),
                "scaleDownTolerance must be a finite number >= 0, was NaN");
        refused(
                () -> new TargetState.Found(
                        1,
                        1,
                        1,
                        List.of(),
                        Optional.of(new Autoscaler("hpa", 1, 2)),
                        PodTemplate.UNKNOWN,
                        Optional.of("not read")),
                "an autoscaler was read, or it was not");
    }
}
