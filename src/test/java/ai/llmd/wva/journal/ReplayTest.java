package ai.llmd.wva.journal;

import static ai.llmd.wva.journal.Journals.observations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.llmd.wva.journal.JournalLine.Cycle;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.model.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayTest {
    private static List<JournalLine> journal(PolicyKind policy, List<Observation> observations) throws Exception {
        return new ArrayList<>(Journals.read(Journals.text(policy, observations), new ArrayList<>()));
    }

    @ParameterizedTest
    @EnumSource
    void everyDecisionIsRepeatedToTheBit(PolicyKind policy) throws Exception {
        var result = Journals.replay(journal(policy, observations(6)));

        assertThat(result.same()).isTrue();
        assertThat(result.cycles()).isEqualTo(6);
        assertThat(result.decisions()).isEqualTo(30);
        assertThat(result.versions()).containsExactly("1.2.3");
        assertThat(result.policies()).containsExactly(policy.label());
        assertThat(result.span())
                .hasValueSatisfying(span -> assertThat(span.from()).isBefore(span.to()));
    }

    @Test
    void whatIsRememberedCountsInTheCyclesThatFollow() throws Exception {
        var sample = Fleets.fleet(Fleets.sample());
        var first = Fleets.observation(1, sample, Fleets.measured(Fleets.load(40, 178)));
        var held = Fleets.observation(2, sample, new Unknown(Cause.STALE, "old"));
        var lines = journal(PolicyKind.WVA, List.of(first, held));
        var last = (Cycle) lines.get(4);
        assertThat(last.decisions().get(Fleets.SAMPLE).outcome()).isEqualTo(Outcome.HELD);
        assertThat(Journals.replay(lines).same()).isTrue();

        // a part that begins there has what the held decision comes from
        var memory =
                Journals.planned(PolicyKind.WVA, List.of(first, held)).get(1).memory();
        var remembered = new JournalLine.Remembered(RecordJson.tree(memory));
        var part = List.of(lines.get(0), lines.get(1), remembered, last);
        assertThat(Journals.replay(part).same()).isTrue();
        var atFirst = List.of(lines.get(0), lines.get(1), lines.get(2), last);
        assertThat(Journals.replay(atFirst).same()).isFalse();
    }

    @Test
    void aDecisionThatDiffersIsNamedByItsFirstComponent() throws Exception {
        var lines = journal(PolicyKind.WVA, observations(2));
        var text = Journals.text(PolicyKind.WVA, observations(2));
        var changed = Journals.read(text.replaceFirst("(\"decisions\".*?\"desired\":)\\d+", "$177"), new ArrayList<>());

        var result = Journals.replay(changed);

        assertThat(result.different()).isEqualTo(1);
        var recorded = ((Cycle) lines.get(3)).decisions().values().iterator().next();
        assertThat(result.first()).singleElement().satisfies(difference -> {
            assertThat(difference.cycle()).isEqualTo(1);
            assertThat(difference.variant()).contains(recorded.id());
            assertThat(difference.component()).isEqualTo("scale.desired");
            assertThat(difference.recorded()).isEqualTo("77");
            assertThat(difference.replayed())
                    .isEqualTo(String.valueOf(recorded.desiredReplicas().getAsInt()));
        });
    }

    @Test
    void aSummaryThatDiffersIsADifferenceToo() throws Exception {
        var lines = journal(PolicyKind.WVA, observations(1));
        var cycle = (Cycle) lines.remove(3);
        var summary = cycle.summary();
        lines.add(new Cycle(
                cycle.cycle(),
                cycle.at(),
                cycle.measurements(),
                cycle.decisions(),
                new PlanSummary(
                        "", Math.nextUp(summary.costCentsPerHour()), summary.lowerBoundCentsPerHour(), true, true)));

        var result = Journals.replay(lines);

        assertThat(result.first()).singleElement().satisfies(difference -> {
            assertThat(difference.variant()).isEmpty();
            assertThat(difference.component()).isEqualTo("costCentsPerHour");
        });
    }

    @Test
    void aCycleWhoseSearchWasCutShortIsNotCompared() throws Exception {
        var lines = journal(PolicyKind.WVA, observations(1));
        var cycle = (Cycle) lines.remove(3);
        lines.add(new Cycle(
                cycle.cycle(),
                cycle.at(),
                cycle.measurements(),
                cycle.decisions(),
                new PlanSummary("near-exact", 1, 0, false, false)));

        var result = Journals.replay(lines);

        assertThat(result.same()).isTrue();
        assertThat(result.cutShort()).isEqualTo(1);
    }

    @Test
    void aCycleWithoutItsFleetOrMemoryIsRefused() throws Exception {
        var lines = journal(PolicyKind.WVA, observations(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Journals.replay(List.of(lines.get(0), lines.get(3))))
                .withMessage("the fleet of cycle 1 is missing before it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Journals.replay(List.of(lines.get(0), lines.get(1), lines.get(3))))
                .withMessage("the memory of cycle 1 is missing before it");
    }

    @Test
    void cyclesThatWereLeftOutAreCounted() throws Exception {
        var lines = journal(PolicyKind.WVA, observations(1));
        lines.add(1, new JournalLine.Gap(3));
        assertThat(Journals.replay(lines).leftOut()).isEqualTo(3);
    }
}
