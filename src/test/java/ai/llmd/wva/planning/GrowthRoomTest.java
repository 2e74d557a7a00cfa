package ai.llmd.wva.planning;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.PerformanceProfile.Prefill;
import ai.llmd.wva.model.Rationale.Headroom;
import ai.llmd.wva.model.Rationale.OwnLoad;
import ai.llmd.wva.model.Rationale.SharedLoad;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GrowthRoomTest {
    /** What is planned for after 12 quiet minutes, as a multiple of the load. */
    private static final double CALMER = 1 + 0.5 * Math.pow(2, -13.0 / 120);

    private static final PerformanceProfile PROFILE =
            new PerformanceProfile("A100", 1, 256, 18, 0.19, Optional.of(new Prefill(18, 0.0628)));

    private Planner planner = planner(SizingLaw.CONTINUOUS);
    private Memory memory = Memory.EMPTY;
    private Instant now = Fleets.NOW;
    private double waiting;

    @Test
    void halfMoreThanArrivesIsPlannedForAtFirst() {
        var decision = next(5);

        var load = (OwnLoad) decision.rationale();
        assertThat(load.ratePerSecond()).isEqualTo(7.5, within(1e-12));
        assertThat(load.growth())
                .hasValue(new Headroom(
                        5,
                        5,
                        0.5,
                        Duration.ofMinutes(10),
                        Optional.empty(),
                        Optional.empty(),
                        3 * Math.sqrt(5.0 / 60) / 5));
        assertThat(DecisionText.reason(decision))
                .startsWith("450.00 requests/min of 1000.00 output tokens, 50% above the peak of the last 10m, need ");
    }

    @Test
    void whatIsPredictedIsForTheLoadAsItIs() {
        assertThat(next(5).allocation().orElseThrow().rateTargetPerSecond()).isEqualTo(5, within(1e-12));
    }

    @Test
    void replicasAreGivenUpOnlyAfterTenMinutesOfLess() {
        int before = next(5).desiredReplicas().orElseThrow();

        for (var minute = 1; minute < 10; minute++) {
            assertThat(next(2).desiredReplicas()).hasValue(before);
        }

        assertThat(next(2).desiredReplicas().orElseThrow()).isLessThan(before);
    }

    @Test
    void whatIsAskedForIsNotGivenUpBeforeItServesNorWhatTheMostOfTenMinutesNeeds() {
        for (var seed = 0; seed < 30; seed++) {
            var random = new Random(seed);
            memory = Memory.EMPTY;
            double mean = Math.exp(random.nextDouble() * 4);
            var before = 0;
            var raised = 0;
            var loads = new ArrayList<Double>();
            for (var minute = 0; minute < 150; minute++) {
                if (random.nextInt(15) == 0) {
                    mean = Math.exp(random.nextDouble() * 4);
                }
                loads.add(Math.max(0.01, mean + random.nextGaussian() * Math.sqrt(mean / 60)));
                var decision = next(loads.get(minute));
                int desired = decision.desiredReplicas().orElseThrow();
                if (desired > before) {
                    raised = minute;
                }
                double most = Collections.max(loads.subList(Math.max(0, minute - 9), minute + 1));
                double each = ((OwnLoad) decision.rationale()).capacity().ratePerSecond();
                assertThat(desired >= before || (minute - raised >= 4 && desired * each >= 1.2 * most))
                        .as("seed %d: from %d to %d in minute %d, raised in %d", seed, before, desired, minute, raised)
                        .isTrue();
                before = desired;
            }
        }
    }

    @Test
    void aReplicaStaysWhileTheLoadMayByChanceBeLess() {
        int before = next(5).desiredReplicas().orElseThrow();
        double carried = ((OwnLoad) next(5).rationale()).capacity().ratePerSecond() * (before - 1);
        double hardlyLess = carried / CALMER * 0.99;
        Decision kept = null;
        for (var minute = 0; minute < 12; minute++) {
            kept = next(hardlyLess);
        }

        assertThat(((OwnLoad) kept.rationale()).neededReplicas()).isEqualTo(before - 1);
        assertThat(kept.desiredReplicas()).hasValue(before);
        assertThat(kept.constraint()).isEqualTo(Constraint.STEADINESS);
        assertThat(DecisionText.reason(kept)).endsWith("; the load is only slightly lower: no scale-in yet");
        double atMost =
                ((OwnLoad) kept.rationale()).thresholds().atMostPerSecond().orElseThrow();
        assertThat(atMost).isLessThan(hardlyLess);
        for (var minute = 0; minute < 12; minute++) {
            kept = next(atMost * 0.95);
        }
        assertThat(kept.desiredReplicas()).hasValue(before - 1);
    }

    @Test
    void aRiseThatGoesOnIsPlannedForBeforeItComes() {
        next(5);
        next(8);
        var decision = next(11);

        var load = (OwnLoad) decision.rationale();
        // 3/s a minute for twice 2 min of a pod's start, 1 min of a cycle and 30 s of the HPA
        assertThat(load.ratePerSecond()).isEqualTo(11 + 3 * 2 * 3.5, within(1e-9));
        assertThat(DecisionText.reason(decision))
                .contains(", the recent rise extrapolated until a new replica is ready," + " need ");
        assertThat(decision.allocation().orElseThrow().rateTargetPerSecond()).isEqualTo(11, within(1e-9));
    }

    @Test
    void whatWaitsIsServedWithinItsTime() {
        waiting = 600;
        var decision = next(5);

        assertThat(((OwnLoad) decision.rationale()).ratePerSecond()).isEqualTo(5 + 600.0 / 120, within(1e-9));
        assertThat(DecisionText.reason(decision)).contains(", with waiting requests served within 2m, need ");
    }

    @Test
    void variantsThatShareALoadKeepWhatTheyMayNeedByChance() {
        var first = Variants.withProfiles(Fleets.sample(), PROFILE);
        var second = Variants.withProfiles(Fleets.variant(new VariantId("llm-d-sim", "other"), 1), PROFILE);
        var start = together(first, second, 3, 2);
        int before = replicas(start);
        double each = ((SharedLoad) start.get(SAMPLE).rationale()).capacity().ratePerSecond();
        double hardlyLess = each * (before - 1) / CALMER * 0.99;
        var kept = start;
        for (var minute = 0; minute < 12; minute++) {
            now = now.plusSeconds(60);
            kept = together(first, second, hardlyLess * 0.6, hardlyLess * 0.4);
        }

        assertThat(replicas(kept)).isEqualTo(before);
        assertThat(kept.values()).anySatisfy(one -> assertThat(one.constraint()).isEqualTo(Constraint.STEADINESS));
    }

    private static int replicas(Map<VariantId, Decision> decisions) {
        return decisions.values().stream()
                .mapToInt(one -> one.desiredReplicas().orElseThrow())
                .sum();
    }

    @Test
    void aRiseCountsAtOnce() {
        int before = next(2).desiredReplicas().orElseThrow();

        assertThat(next(5).desiredReplicas().orElseThrow()).isGreaterThan(before);
    }

    @Test
    void thresholdsAreThoseOfThePresentLoad() {
        var decision = next(5);
        var thresholds = ((OwnLoad) decision.rationale()).thresholds();
        double above = thresholds.abovePerSecond().orElseThrow();
        int replicas = decision.desiredReplicas().orElseThrow();

        assertThat(next(above * 0.999).desiredReplicas()).hasValue(replicas);
        // a minute later the room is a little less
        assertThat(next(above * 1.005).desiredReplicas()).hasValue(replicas + 1);
        assertThat(DecisionText.changesAt(decision).orElseThrow()).endsWith(" after 10m");
    }

    @Test
    void thePublishedLawLeavesNone() {
        planner = planner(SizingLaw.PUBLISHED);

        assertThat(((OwnLoad) next(5).rationale()).growth()).isEmpty();
    }

    @Test
    void variantsThatShareALoadHaveTheRoomTogether() {
        var first = Variants.withProfiles(Fleets.sample(), PROFILE);
        var second = Variants.withProfiles(Fleets.variant(new VariantId("llm-d-sim", "other"), 1), PROFILE);

        var before = together(first, second, 4, 1);
        var load = (SharedLoad) before.get(SAMPLE).rationale();
        assertThat(load.ratePerSecond()).isEqualTo(7.5, within(1e-12));
        assertThat(load.growth())
                .hasValue(new Headroom(
                        5,
                        5,
                        0.5,
                        Duration.ofMinutes(10),
                        Optional.empty(),
                        Optional.empty(),
                        3 * Math.sqrt(5.0 / 60) / 5));
        assertThat(DecisionText.reason(before.get(SAMPLE)))
                .startsWith(
                        "450.00 requests/min of 1000.00 output tokens, 50% above the peak of the last 10m, shared by"
                                + " 2 variants");

        now = now.plusSeconds(60);
        var after = (SharedLoad) together(first, second, 1, 1).get(SAMPLE).rationale();
        assertThat(after.growth().orElseThrow().mostPerSecond()).isEqualTo(5, within(1e-12));
    }

    @Test
    void oneThatLeavesNoRoomLeavesTheOthersNone() {
        var plain = new PerformanceProfile("A100", 1, 256, 18, 0.19, Optional.empty());
        var first = Variants.withProfiles(Fleets.sample(), PROFILE);
        var second = Variants.withProfiles(Fleets.variant(new VariantId("llm-d-sim", "other"), 1), plain);

        assertThat(((SharedLoad) together(first, second, 4, 1).get(SAMPLE).rationale()).growth())
                .isEmpty();
    }

    /** A replica carries 1.4/s: 1.9 need 2, with room 3. */
    @Test
    void whereDevicesAreScarceRoomGivesWayToWhatAnotherNeedsNow() {
        assertThat(scarce(4)).containsExactly(2, 2);
        assertThat(scarce(5)).containsExactly(3, 2);
        assertThat(scarce(6)).containsExactly(3, 3);
        assertThat(scarce(3)).containsExactly(2, 1);
    }

    @Test
    void whoseRoomGaveWayIsToldSo() {
        var decision = scarceDecisions(4).get(SAMPLE);

        assertThat(decision.constraint()).isEqualTo(Constraint.CAPACITY);
        assertThat(DecisionText.reason(decision))
                .contains("50% above the peak of the last 10m, need 3 replicas of A100")
                .endsWith("it gets devices of NVIDIA-A100-PCIE-80GB for 2");
    }

    /** Two variants share 3.8/s, which needs 4 replicas, with room 5; the other model needs 2, with room 3. */
    @Test
    void whereDevicesAreScarceTheRoomOfAGroupGivesWayToo() {
        assertThat(groupAndOther(5)).containsExactly(4, 1);
        assertThat(groupAndOther(6)).containsExactly(4, 2);
        assertThat(groupAndOther(7)).containsExactly(5, 2);
        assertThat(groupAndOther(8)).containsExactly(5, 3);
    }

    @Test
    void roomOnDevicesThatAreNotLimitedStays() {
        var premium = withModel(Fleets.sample(), "m1");
        var free = withModel(Fleets.variant(new VariantId("llm-d-sim", "zweite"), 1), "m2");

        assertThat(replicasOf(scarcely(Map.of("NVIDIA-H100", 0L), Map.of(premium, 1.9, free, 1.9))))
                .containsExactly(3, 3);
    }

    private List<Integer> scarce(long devices) {
        return replicasOf(scarceDecisions(devices));
    }

    /** Of two models, the second of which is less important, each with 1.9/s; the first comes last in name order. */
    private Map<VariantId, Decision> scarceDecisions(long devices) {
        var premium = withModel(Fleets.sample(), "m1");
        var free = withModel(Fleets.variant(new VariantId("llm-d-sim", "zweite"), 1), "m2");
        return scarcely(Map.of("NVIDIA-A100-PCIE-80GB", devices), Map.of(premium, 1.9, free, 1.9));
    }

    /** The replicas of two variants that share the important model together, and those of the other model. */
    private List<Integer> groupAndOther(long devices) {
        var free = withModel(Fleets.variant(new VariantId("llm-d-sim", "zweite"), 1), "m2");
        var decisions = new TreeMap<>(scarcely(
                Map.of("NVIDIA-A100-PCIE-80GB", devices),
                Map.of(
                        withModel(Fleets.sample(), "m1"),
                        1.9,
                        withModel(Fleets.variant(new VariantId("llm-d-sim", "andere"), 1), "m1"),
                        1.9,
                        free,
                        1.9)));
        var other = decisions.remove(free.id());
        return List.of(replicas(decisions), other.desiredReplicas().orElseThrow());
    }

    private static Variant withModel(Variant variant, String model) {
        return Variants.withProfiles(Variants.withModel(variant, model), PROFILE);
    }

    private static List<Integer> replicasOf(Map<VariantId, Decision> decisions) {
        return decisions.values().stream()
                .map(decision -> decision.desiredReplicas().orElseThrow())
                .toList();
    }

    /** The first plan for variants of the important m1 and of m2, at so many requests a second each. */
    private Map<VariantId, Decision> scarcely(Map<String, Long> devices, Map<Variant, Double> rates) {
        memory = Memory.EMPTY;
        now = now.plusSeconds(60);
        var plain = Fleets.fleet(rates.keySet().toArray(Variant[]::new));
        var fleet = Variants.withCapacity(
                new Fleet(
                        1,
                        plain.variants(),
                        plain.accelerators(),
                        List.of(serviceClass("free.yaml", 9, "m2"), serviceClass("premium.yaml", 1, "m1")),
                        plain.capacity(),
                        plain.settings(),
                        List.of()),
                devices);
        var measurements = new TreeMap<VariantId, Measurement>();
        rates.forEach((variant, rate) ->
                measurements.put(variant.id(), new Measured(load(rate), Duration.ofSeconds(5), 1, 1)));
        return planner.plan(new Observation(1, now, fleet, measurements), memory, WorkLimit.NONE)
                .plan()
                .decisions();
    }

    private static ServiceClass serviceClass(String key, int priority, String model) {
        return new ServiceClass(key, key, priority, new TreeMap<>(Map.of(model, new ServiceTarget(2000, 60, 0))));
    }

    private Map<VariantId, Decision> together(Variant first, Variant second, double ofFirst, double ofSecond) {
        var fleet = Variants.withTargets(Fleets.fleet(first, second), new ServiceTarget(2000, 60, 0));
        var measurements = new TreeMap<VariantId, Measurement>();
        measurements.put(first.id(), new Measured(load(ofFirst), Duration.ofSeconds(5), 1, 1));
        measurements.put(second.id(), new Measured(load(ofSecond), Duration.ofSeconds(5), 1, 1));
        var step = planner.plan(new Observation(1, now, fleet, measurements), memory, WorkLimit.NONE);
        memory = step.memory();
        return step.plan().decisions();
    }

    /** A minute later, at that load. */
    private Decision next(double perSecond) {
        now = now.plusSeconds(60);
        var fleet = Variants.fleetWithTarget(
                new ServiceTarget(2000, 60, 0), Variants.withProfiles(Fleets.sample(), PROFILE));
        var measured = new Measured(load(perSecond), Duration.ofSeconds(5), 1, 1);
        var observation = new Observation(1, now, fleet, new TreeMap<>(Map.of(SAMPLE, measured)));
        var step = planner.plan(observation, memory, WorkLimit.NONE);
        memory = step.memory();
        return step.plan().decisions().get(SAMPLE);
    }

    /** Requests of 4,000 tokens in and 1,000 out, none of which waits. */
    private Load load(double perSecond) {
        return new Load(
                perSecond,
                perSecond,
                OptionalDouble.of(4000),
                OptionalDouble.of(1000),
                OptionalDouble.of(300),
                OptionalDouble.of(30),
                OptionalDouble.of(0),
                30,
                waiting,
                OptionalDouble.of(0.3),
                0,
                OptionalDouble.of(360_000));
    }

    private static Planner planner(SizingLaw law) {
        return new Planner(PlanningRules.controller(SolverKind.NEAR_EXACT, SaturationPolicy.PRIORITY_ROUND_ROBIN, law));
    }
}
