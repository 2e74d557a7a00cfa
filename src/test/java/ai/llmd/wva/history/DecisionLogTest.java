package ai.llmd.wva.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.DesiredScale;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.model.Rationale;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which decisions are kept as changes, and for how long. */
class DecisionLogTest {
    private static final VariantId OTHER = new VariantId("llm-d-sim", "z");
    private static final int ROOM = 1 << 20;

    private final DecisionLog log = new DecisionLog(ROOM);
    private long cycle;

    private Plan plan(Outcome outcome, int desired, Variant... variants) {
        cycle++;
        var observation = Fleets.observation(cycle, Fleets.fleet(variants), Fleets.measured(Fleets.load(60, 100)));
        var decisions = new TreeMap<VariantId, Decision>();
        for (var variant : variants) {
            decisions.put(
                    variant.id(),
                    new Decision(
                            variant.id(),
                            outcome,
                            DesiredScale.decided("A100", desired, 1, observation.at()),
                            Constraint.NONE,
                            new Rationale.NoLoad(),
                            Optional.empty()));
        }
        return new Plan(observation, decisions, new PlanSummary("", 0, 0, true, true));
    }

    private List<ScalingChange> accept(Plan plan) {
        return log.accept(plan, decision -> "why");
    }

    @Test
    void keepsWhatChangesTheNumberOrTheOutcomeAndNothingElse() {
        assertThat(accept(plan(Outcome.OPTIMIZED, 2, Fleets.sample())))
                .extracting(ScalingChange::from, ScalingChange::to)
                .containsExactly(tuple(OptionalInt.empty(), OptionalInt.of(2)));
        assertThat(accept(plan(Outcome.OPTIMIZED, 2, Fleets.sample()))).isEmpty();
        var held = accept(plan(Outcome.HELD, 2, Fleets.sample()));
        assertThat(held).extracting(ScalingChange::outcome).containsExactly(Outcome.HELD);
        // the number is that of the first cycle still
        assertThat(log.changed(Fleets.SAMPLE)).contains(Fleets.NOW.plusSeconds(60));
        accept(plan(Outcome.OPTIMIZED, 3, Fleets.sample()));
        assertThat(log.changed(Fleets.SAMPLE)).contains(Fleets.NOW.plusSeconds(240));
        assertThat(log.newest(Fleets.SAMPLE, 2))
                .extracting(change -> change.to().getAsInt())
                .containsExactly(3, 2);
    }

    @Test
    void afterARestartWhatStatusSaysIsNoNews() {
        var known = Fleets.sample().withLastGood(Optional.of(new LastGoodDecision("A100", 2, Fleets.NOW)));
        assertThat(accept(plan(Outcome.OPTIMIZED, 2, known))).isEmpty();
        assertThat(log.changed(Fleets.SAMPLE)).isEmpty();
    }

    @Test
    void idsRiseAndAreAskedFrom() {
        var first = accept(plan(Outcome.OPTIMIZED, 2, Fleets.sample(), Fleets.variant(OTHER, 1)));
        var second = accept(plan(Outcome.OPTIMIZED, 4, Fleets.sample(), Fleets.variant(OTHER, 1)));
        assertThat(second.get(0).id()).isGreaterThan(first.get(1).id());
        assertThat(first.get(1).id()).isGreaterThan(first.get(0).id());
        assertThat(log.since(first.get(1).id(), id -> true, 10)).isEqualTo(second);
        assertThat(log.since(0, OTHER::equals, 10)).containsExactly(first.get(1), second.get(1));
        assertThat(log.since(0, id -> true, 1)).containsExactly(first.get(0));
        assertThat(log.since(second.get(1).id(), id -> true, 10)).isEmpty();
    }

    @Test
    void theOldestGoWhenTheBudgetIsSpent() {
        var small = new DecisionLog(1000);
        for (int i = 0; i < 50; i++) {
            small.accept(plan(Outcome.OPTIMIZED, i % 2 + 1, Fleets.sample()), decision -> "x".repeat(100));
        }
        assertThat(small.since(0, id -> true, 100)).hasSize(2);
        assertThat(small.newest(Fleets.SAMPLE, 1))
                .extracting(ScalingChange::cycle)
                .containsExactly(cycle);
    }

    @Test
    void aResourceThatIsRecreatedIsAnother() {
        accept(plan(Outcome.OPTIMIZED, 2, Fleets.sample()));
        var again = accept(plan(Outcome.OPTIMIZED, 2, Fleets.variant(Fleets.SAMPLE, "uid-2", 1)));
        assertThat(again).hasSize(1);
        assertThat(again.get(0).from()).isEmpty();
    }
}
