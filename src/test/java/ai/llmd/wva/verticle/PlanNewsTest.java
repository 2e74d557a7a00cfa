package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.verticle.PlanNews.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Of cycles a minute apart. */
class PlanNewsTest {
    private static final Unknown MISSING = new Unknown(Cause.MISSING, "no series");

    private PlanNews news = PlanNews.NONE;
    private Memory memory = Memory.EMPTY;
    private long cycle;

    /** What each cycle tells of the sample when these are measured one after the other. */
    private List<Kind> kinds(Measurement... measurements) {
        var kinds = new ArrayList<Kind>();
        for (var measurement : measurements) {
            next(measurement, SAMPLE);
            kinds.add(news.of(SAMPLE).kind());
        }
        return kinds;
    }

    private void next(Measurement measurement, VariantId... ids) {
        var variants = new ArrayList<Variant>();
        for (var id : ids) {
            variants.add(variant(id, 1));
        }
        var fleet = fleet(variants.toArray(Variant[]::new));
        var step = new Planner(PlanningRules.DEFAULT)
                .plan(observation(++cycle, fleet, measurement), memory, WorkLimit.NONE);
        memory = step.memory();
        news = news.next(step.plan());
    }

    @Test
    void loadThatMovesWithoutChangingTheDecisionIsNoNews() {
        assertThat(kinds(measured(load(40, 178)), measured(load(41, 180)), measured(load(39, 175))))
                .containsExactly(Kind.CHANGED, Kind.REPEATED, Kind.REPEATED);
        assertThat(news.count()).isZero();
    }

    @Test
    void otherReplicasAreNews() {
        assertThat(kinds(measured(load(40, 178)), measured(load(90, 178)), measured(load(90, 178))))
                .containsExactly(Kind.CHANGED, Kind.CHANGED, Kind.REPEATED);
    }

    @Test
    void anotherConstraintIsNewsThoughTheReplicasStay() {
        assertThat(kinds(measured(Load.NONE), measured(load(20, 178)))).containsExactly(Kind.CHANGED, Kind.CHANGED);
        assertThat(news.of(SAMPLE).decision().desiredReplicas()).hasValue(1);
    }

    @Test
    void aDecisionThatIsNotFreshIsToldAtOnceThenOnceAnHourAndWhenItIsFreshAgain() {
        assertThat(kinds(measured(load(40, 178)), MISSING, MISSING))
                .containsExactly(Kind.CHANGED, Kind.NOT_FRESH, Kind.REPEATED);
        assertThat(kinds(Collections.nCopies(58, MISSING).toArray(Measurement[]::new)))
                .containsOnly(Kind.REPEATED);
        assertThat(kinds(MISSING, MISSING)).containsExactly(Kind.STILL_NOT_FRESH, Kind.REPEATED);
        assertThat(news.of(SAMPLE).staleness())
                .hasValueSatisfying(staleness ->
                        assertThat(staleness.told()).isEqualTo(staleness.since().plus(PlanNews.REMINDER)));
        assertThat(kinds(Collections.nCopies(58, MISSING).toArray(Measurement[]::new)))
                .containsOnly(Kind.REPEATED);
        assertThat(kinds(MISSING, measured(load(40, 178)), measured(load(40, 178))))
                .containsExactly(Kind.STILL_NOT_FRESH, Kind.FRESH_AGAIN, Kind.REPEATED);
    }

    @Test
    void aSampleThatGrowsOlderIsNoNewsButAnotherCauseIs() {
        assertThat(kinds(
                        new Unknown(Cause.STALE, "3m old"),
                        new Unknown(Cause.STALE, "4m old"),
                        new Unknown(Cause.PROMETHEUS_ERROR, "no answer")))
                .containsExactly(Kind.NOT_FRESH, Kind.REPEATED, Kind.NOT_FRESH);
    }

    @Test
    void thatRequestsOfASharedLoadAreUnlikeIsNewsWhateverTheirNumbers() {
        var other = variant(new VariantId(SAMPLE.namespace(), "other"), 1);
        var kinds = new ArrayList<Kind>();
        for (int tokens : new int[] {178, 30, 31, 178}) {
            var fleet = fleet(variant(SAMPLE, 1), other);
            var measurements = new TreeMap<VariantId, Measurement>();
            measurements.put(SAMPLE, measured(load(12, 178)));
            measurements.put(other.id(), measured(load(12, tokens)));
            var at = observation(++cycle, fleet, MISSING).at();
            var step = new Planner(PlanningRules.DEFAULT)
                    .plan(new Observation(cycle, at, fleet, measurements), memory, WorkLimit.NONE);
            memory = step.memory();
            news = news.next(step.plan());
            kinds.add(news.of(SAMPLE).kind());
        }

        assertThat(kinds).containsExactly(Kind.CHANGED, Kind.CHANGED, Kind.REPEATED, Kind.CHANGED);
    }

    @Test
    void aVariantThatIsNewOrCameBackIsNews() {
        var other = new VariantId("ns", "other");
        next(measured(load(40, 178)), SAMPLE);
        next(measured(load(40, 178)), SAMPLE, other);
        assertThat(news.of(SAMPLE).kind()).isEqualTo(Kind.REPEATED);
        assertThat(news.of(other).kind()).isEqualTo(Kind.CHANGED);
        assertThat(news.count()).isEqualTo(1);
        next(measured(load(40, 178)), SAMPLE);
        next(measured(load(40, 178)), SAMPLE, other);
        assertThat(news.of(other).kind()).isEqualTo(Kind.CHANGED);
    }
}
