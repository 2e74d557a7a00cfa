package ai.llmd.wva.planning;

import static ai.llmd.wva.model.Fleets.NOW;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Models m1 (class Premium, priority 1) and m2 (class Free, priority 9), one variant each on A100: 40 requests/min need
 * 2 replicas.
 */
class LimitedCapacityTest {
    private static final String A100 = "NVIDIA-A100-PCIE-80GB";
    private static final String G2 = "Intel-Gaudi-2-96GB";
    private static final VariantId PREMIUM = new VariantId("llm-d-sim", "premium");
    private static final VariantId FREE = new VariantId("llm-d-sim", "free");
    private static final Measurement FORTY = measured(load(40, 178));

    private static Variant premium() {
        return Variants.withModel(Variants.on("premium", "A100", 1), "m1");
    }

    private static Variant free() {
        return Variants.withModel(Variants.on("free", "A100", 1), "m2");
    }

    private static Fleet twoClasses(Map<String, Long> devices, Variant... variants) {
        var from = Variants.withCapacity(fleet(variants), devices);
        return new Fleet(
                1,
                from.variants(),
                from.accelerators(),
                List.of(serviceClass("premium.yaml", 1, "m1"), serviceClass("free.yaml", 9, "m2")),
                from.capacity(),
                from.settings(),
                from.problems());
    }

    private static ServiceClass serviceClass(String key, int priority, String model) {
        return new ServiceClass(key, key, priority, new TreeMap<>(Map.of(model, new ServiceTarget(500, 24, 0))));
    }

    private static Plan plan(Fleet fleet, SaturationPolicy saturation, Map<VariantId, Measurement> measurements) {
        return new Planner(PlanningRules.controller(SolverKind.NEAR_EXACT, saturation))
                .plan(new Observation(1, NOW, fleet, new TreeMap<>(measurements)), Memory.EMPTY, WorkLimit.NONE)
                .plan();
    }

    private static Plan plan(Fleet fleet) {
        return plan(fleet, SaturationPolicy.PRIORITY_ROUND_ROBIN, Map.of(PREMIUM, FORTY, FREE, FORTY));
    }

    private static int replicas(Plan plan, VariantId id) {
        return plan.decisions().get(id).desiredReplicas().orElseThrow();
    }

    @Test
    void enoughForAllChangesNothing() {
        var plan = plan(twoClasses(Map.of(A100, 4L), premium(), free()));
        assertThat(replicas(plan, PREMIUM)).isEqualTo(2);
        assertThat(replicas(plan, FREE)).isEqualTo(2);
        assertThat(plan.decisions().get(FREE).constraint()).isEqualTo(Constraint.TTFT);
        assertThat(plan.summary().costCentsPerHour()).isEqualTo(160);
        assertThat(plan.summary().gap()).isZero();
    }

    @Test
    void theHigherPriorityIsServedFirstAndTheOtherGetsWhatIsLeft() {
        var plan = plan(twoClasses(Map.of(A100, 3L), premium(), free()));
        assertThat(replicas(plan, PREMIUM)).isEqualTo(2);
        var left = plan.decisions().get(FREE);
        assertThat(left.desiredReplicas()).hasValue(1);
        assertThat(left.outcome()).isEqualTo(Outcome.OPTIMIZED);
        assertThat(left.constraint()).isEqualTo(Constraint.CAPACITY);
        assertThat(DecisionText.reason(left))
                .startsWith("40.00 requests/min of 178.00 output tokens need 2 replicas of A100: one carries 25.31")
                .endsWith("; it gets devices of NVIDIA-A100-PCIE-80GB for 1");
        assertThat(DecisionText.changesAt(left)).hasValue("more devices");
    }

    @Test
    void wholeOrNotAtAllStillKeepsTheMinimum() {
        var fleet = twoClasses(Map.of(A100, 3L), premium(), Variants.withBounds(free(), 0, 9));
        var measurements = Map.of(PREMIUM, FORTY, FREE, FORTY);
        assertThat(replicas(plan(fleet, SaturationPolicy.NONE, measurements), FREE))
                .isZero();
        var minimum = twoClasses(Map.of(A100, 2L), premium(), free());
        var kept =
                plan(minimum, SaturationPolicy.NONE, measurements).decisions().get(FREE);
        assertThat(kept.desiredReplicas()).hasValue(1);
        assertThat(DecisionText.reason(kept)).endsWith("it gets no device of NVIDIA-A100-PCIE-80GB; minReplicas 1");
    }

    @Test
    void unknownCapacityIsNotZero() {
        var plan = plan(twoClasses(Map.of(G2, 0L), premium(), free()));
        assertThat(replicas(plan, PREMIUM)).isEqualTo(2);
        assertThat(replicas(plan, FREE)).isEqualTo(2);
    }

    @Test
    void whatIsHeldOrIdleKeepsItsDevices() {
        var fleet = twoClasses(Map.of(A100, 5L), premium(), Variants.withTarget(free(), Fleets.found(4)));
        var unknown = new Unknown(Cause.MISSING, "no series");
        var held = plan(fleet, SaturationPolicy.PRIORITY_ROUND_ROBIN, Map.of(PREMIUM, FORTY, FREE, unknown));
        assertThat(replicas(held, FREE)).isEqualTo(4);
        assertThat(replicas(held, PREMIUM)).isEqualTo(1);
        var idle =
                plan(fleet, SaturationPolicy.PRIORITY_ROUND_ROBIN, Map.of(PREMIUM, FORTY, FREE, measured(Load.NONE)));
        assertThat(replicas(idle, FREE)).isEqualTo(1);
        assertThat(replicas(idle, PREMIUM)).isEqualTo(2);
    }

    @Test
    void whatIsFrozenKeepsItsDevices() {
        var frozen =
                Variants.frozen(Variants.withLastGood(free(), new LastGoodDecision("A100", 4, NOW.minusSeconds(60))));
        var plan = plan(twoClasses(Map.of(A100, 5L), premium(), frozen));
        assertThat(replicas(plan, FREE)).isEqualTo(4);
        assertThat(replicas(plan, PREMIUM)).isEqualTo(1);
    }

    @Test
    void adviceTakesNoDeviceFromWhatIsActedOnButWhatRunsHasItsOwn() {
        var told = Variants.advisory(Variants.withTarget(premium(), Fleets.found(1)));
        var plan = plan(twoClasses(Map.of(A100, 3L), told, free()));
        assertThat(replicas(plan, FREE)).as("though its priority is lower").isEqualTo(2);
        assertThat(replicas(plan, PREMIUM)).as("of what the other leaves").isEqualTo(1);
        assertThat(plan.decisions().get(PREMIUM).constraint()).isEqualTo(Constraint.CAPACITY);
        assertThat(plan.decisions().get(PREMIUM).advisory()).isTrue();
        assertThat(plan.decisions().get(FREE).advisory()).isFalse();
        assertThat(plan.summary().complete()).isTrue();

        var running = Variants.advisory(Variants.withTarget(premium(), Fleets.found(2)));
        var beside = plan(twoClasses(Map.of(A100, 3L), running, free()));
        assertThat(replicas(beside, FREE)).as("nothing takes away what runs").isEqualTo(1);
        var unknown = plan(
                twoClasses(Map.of(A100, 3L), running, free()),
                SaturationPolicy.PRIORITY_ROUND_ROBIN,
                Map.of(PREMIUM, new Unknown(Cause.MISSING, "no series"), FREE, FORTY));
        assertThat(replicas(unknown, FREE)).isEqualTo(1);
    }

    @Test
    void onlyAnAcceleratorThatThereAreDevicesOfIsAdvised() {
        var moving = Variants.withKeep(Variants.withSecondProfile(premium()), false);
        var none = plan(twoClasses(Map.of(A100, 9L, G2, 1L), moving, free()));
        assertThat(none.decisions().get(PREMIUM).advice()).isEmpty();
        var enough = plan(twoClasses(Map.of(A100, 9L, G2, 2L), moving, free()));
        assertThat(enough.decisions().get(PREMIUM).accelerator()).isEqualTo("A100");
        assertThat(enough.decisions().get(PREMIUM).advice()).hasValue(new Alternative("G2", 2, 46));
    }

    @Test
    void variantsThatShareALoadShareWhatThereIs() {
        var g2 = Variants.withModel(Variants.withBounds(Variants.on("free", "G2", 0), 0, 9), "m1");
        var a100 = Variants.withBounds(premium(), 0, 9);
        var plan = plan(
                twoClasses(Map.of(A100, 9L, G2, 3L), a100, g2),
                SaturationPolicy.NONE,
                Map.of(PREMIUM, measured(Load.NONE), FREE, measured(load(100, 178))));
        assertThat(replicas(plan, FREE)).isEqualTo(3);
        assertThat(replicas(plan, PREMIUM)).isEqualTo(1);
        var scarce = plan(
                twoClasses(Map.of(A100, 1L, G2, 1L), a100, g2),
                SaturationPolicy.PRIORITY_EXHAUSTIVE,
                Map.of(PREMIUM, measured(Load.NONE), FREE, measured(load(100, 178))));
        assertThat(replicas(scarce, FREE) + replicas(scarce, PREMIUM)).isBetween(1, 2);
        assertThat(scarce.decisions().get(FREE).constraint()).isEqualTo(Constraint.CAPACITY);
    }

    @Test
    void aPlanThatOutranItsLimitSaysSo() {
        var summary = new Planner(PlanningRules.DEFAULT)
                .plan(
                        new Observation(
                                1,
                                NOW,
                                twoClasses(Map.of(A100, 3L), premium(), free()),
                                new TreeMap<>(Map.of(PREMIUM, FORTY, FREE, FORTY))),
                        Memory.EMPTY,
                        () -> true)
                .plan()
                .summary();
        assertThat(summary.complete()).isFalse();
    }
}
