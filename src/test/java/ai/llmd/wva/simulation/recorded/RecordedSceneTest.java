package ai.llmd.wva.simulation.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.engine.StepLaw;
import ai.llmd.wva.journal.JournalLine;
import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.score.Measure;
import ai.llmd.wva.simulation.workload.LoadStage;
import ai.llmd.wva.simulation.workload.OfferedLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordedSceneTest {
    private static final Measurement UNKNOWN = new Unknown(Cause.STALE, "old");
    private static final VariantId OTHER = new VariantId(Fleets.SAMPLE.namespace(), Fleets.SAMPLE.name() + "-2");

    private final RecordedDemand demand = new RecordedDemand();

    private static Measurement rate(double requestsPerMinute) {
        return Fleets.measured(Fleets.load(requestsPerMinute, 178));
    }

    private void see(Fleet fleet, long atSeconds, Measurement measurement) {
        var measurements = new TreeMap<VariantId, Measurement>();
        fleet.variants().keySet().forEach(id -> measurements.put(id, measurement));
        demand.accept(new JournalLine.Declared(fleet));
        demand.accept(new JournalLine.Cycle(
                1,
                Fleets.NOW.plusSeconds(atSeconds),
                measurements,
                new TreeMap<>(),
                new PlanSummary("", 0, 0, true, true)));
    }

    private Scene scene() {
        return RecordedScene.of(demand, 60, 1).orElseThrow();
    }

    private static List<Double> perMinute(Scene scene) {
        return stages(scene).stream()
                .map(stage -> stage.rate().ratePerSecondAt(0) * 60)
                .toList();
    }

    private static List<LoadStage> stages(Scene scene) {
        return ((OfferedLoad.Staged) scene.workload().models().get(0).load()).stages();
    }

    @Test
    void aRateCountsForTheIntervalThatItWasMeasuredAtTheEndOf() {
        var fleet = Fleets.fleet(Fleets.sample());
        see(fleet, 0, rate(10));
        see(fleet, 60, rate(20));
        see(fleet, 90, rate(30));

        assertThat(perMinute(scene())).containsExactly(20.0, 30.0);
        assertThat(demand.seconds()).containsExactly(60.0, 30.0);
        var stage = stages(scene()).get(0);
        assertThat(stage.lengths().input().mean()).isEqualTo(20);
        assertThat(stage.lengths().output().mean()).isEqualTo(178);
    }

    @Test
    void anUnknownLoadIsNeverZeroAndALongGapIsCutShort() {
        var fleet = Fleets.fleet(Fleets.sample());
        see(fleet, 0, rate(10));
        see(fleet, 60, rate(20));
        see(fleet, 120, UNKNOWN);
        see(fleet, 7200, rate(5));

        assertThat(perMinute(scene())).containsExactly(20.0, 20.0, 5.0);
        assertThat(demand.seconds()).containsExactly(60.0, 60.0, 180.0);
    }

    @Test
    void variantsOfOneModelShareItsDemand() {
        var fleet = Fleets.fleet(Fleets.sample(), Fleets.variant(OTHER, 2));
        see(fleet, 0, rate(10));
        see(fleet, 60, rate(10));

        assertThat(perMinute(scene())).containsExactly(20.0);
        assertThat(scene().targets())
                .extracting(target -> target.initialReplicas())
                .containsExactly(1, 2);
        // three replicas at 40 cents an hour for a minute
        assertThat(demand.paidCents()).isCloseTo(3 * 40 / 60.0, within(1e-9));
    }

    @Test
    void aVariantIsAsFastAndAsDearAsDeclared() {
        var fleet = Fleets.fleet(Fleets.sample());
        see(fleet, 0, rate(10));
        see(fleet, 60, rate(10));

        var target = scene().targets().get(0);
        assertThat(target.law()).isEqualTo(StepLaw.decodeOnly(Fleets.A100.alphaMillis(), Fleets.A100.betaMillis()));
        assertThat(target.limits().maxBatch()).isEqualTo(Fleets.A100.maxBatchSize());
        assertThat(target.centsPerHour()).isEqualTo(40);
        assertThat(target.ttftMillis()).isEqualTo(500);
        assertThat(target.itlMillis()).isEqualTo(24);
        assertThat(target.minReplicas()).isEqualTo(1);
    }

    @Test
    void whatCannotBeSimulatedIsLeftOutAndSaysWhy() {
        var missing = Fleets.variant(OTHER, 1).withTarget(new TargetState.Missing("no such Deployment"));
        see(Fleets.fleet(missing), 0, rate(10));
        see(Fleets.fleet(missing), 60, rate(10));

        assertThat(demand.leftOut()).containsOnlyKeys(OTHER).containsValue("its target is missing");
        assertThat(RecordedScene.of(demand, 60, 1)).isEmpty();
    }

    @Test
    void aVariantWithoutAProfileIsLeftOutTooThoughItHasAPrice() {
        var unprofiled = Fleets.sample()
                .withAccelerators(new AcceleratorOptions(Optional.of("A100"), List.of(), Optional.empty()));
        see(Fleets.fleet(unprofiled), 0, rate(10));
        see(Fleets.fleet(unprofiled), 60, rate(10));

        assertThat(demand.leftOut()).containsValue("its accelerator has no profile or no price");
        assertThat(RecordedScene.of(demand, 60, 1)).isEmpty();
    }

    @Test
    void aPolicyIsSimulatedOnItAndPaysNoLessThanTheLeast() {
        var fleet = Fleets.fleet(Fleets.sample());
        for (int minute = 0; minute <= 60; minute++) {
            see(fleet, 60L * minute, rate(40));
        }

        var score = ClosedLoop.score(scene(), "wva", () -> new Planner(PlanningRules.DEFAULT), Duration.ofSeconds(60));

        // 40 requests a minute take two replicas
        assertThat(score.value(Measure.AVERAGE_REPLICAS)).isBetween(1.9, 2.3);
        assertThat(score.value(Measure.ATTAINMENT)).isGreaterThan(0.5);
        assertThat(score.value(Measure.COST)).isGreaterThanOrEqualTo(ClosedLoop.leastCostCents(scene()));
    }
}
