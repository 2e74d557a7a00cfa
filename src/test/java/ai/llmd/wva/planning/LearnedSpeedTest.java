package ai.llmd.wva.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.learning.TrueReplica;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.HoldCause.NoProfile;
import ai.llmd.wva.model.Learning;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Rationale.Held;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.WorkLimit;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the planner makes of the speed that it learns. */
class LearnedSpeedTest {
    private static final TrueReplica TRUE = new TrueReplica(9, 0.05, 0.02);
    private static final Variant TOO_GOOD = TrueReplica.variant(TRUE.declared(0.7, 0.7, 0.7));
    private static final Variant RIGHT = TrueReplica.variant(TRUE.declared(1, 1, 1));

    @Test
    void aWrongProfileIsPlannedByAsARightOne() {
        var learned = last(TOO_GOOD, CalibrationMode.ON, SizingLaw.CONTINUOUS, i -> 8);
        var right = last(RIGHT, CalibrationMode.OFF, SizingLaw.CONTINUOUS, i -> 8);
        var wrong = last(TOO_GOOD, CalibrationMode.OFF, SizingLaw.CONTINUOUS, i -> 8);

        assertThat(carried(learned)).isEqualTo(carried(right), within(0.03 * carried(right)));
        assertThat(carried(wrong)).isGreaterThan(1.2 * carried(right));
        assertThat(DecisionText.reason(learned)).endsWith("; by a learned profile, 43 % slower than declared");
        assertThat(learned.learning().map(Learning::used)).contains(true);
    }

    @Test
    void aRightProfileIsPlannedByAsDeclared() {
        var learned = last(RIGHT, CalibrationMode.ON, SizingLaw.CONTINUOUS, LearnedSpeedTest::varied);
        var declared = last(RIGHT, CalibrationMode.OFF, SizingLaw.CONTINUOUS, LearnedSpeedTest::varied);

        assertThat(learned.allocation()).isEqualTo(declared.allocation());
        assertThat(learned.learning().map(Learning::used)).contains(false);
        assertThat(DecisionText.reason(learned)).doesNotContain("learned");
    }

    @Test
    void underThePublishedLawItIsOnlyShown() {
        var learned = last(TOO_GOOD, CalibrationMode.ON, SizingLaw.PUBLISHED, LearnedSpeedTest::varied);
        var declared = last(TOO_GOOD, CalibrationMode.OFF, SizingLaw.PUBLISHED, LearnedSpeedTest::varied);

        assertThat(learned.allocation()).isEqualTo(declared.allocation());
        assertThat(learned.learning().map(Learning::used)).contains(false);
    }

    @Test
    void observedItIsOnlyShown() {
        var learned = last(TOO_GOOD, CalibrationMode.OBSERVE, SizingLaw.CONTINUOUS, LearnedSpeedTest::varied);
        var declared = last(TOO_GOOD, CalibrationMode.OFF, SizingLaw.CONTINUOUS, LearnedSpeedTest::varied);

        assertThat(learned.allocation()).isEqualTo(declared.allocation());
        assertThat(learned.learning().orElseThrow().used()).isFalse();
        assertThat(learned.learning().orElseThrow().profile().alphaMillis()).isEqualTo(9, within(0.5));
    }

    @Test
    void offNothingIsMade() {
        assertThat(last(TOO_GOOD, CalibrationMode.OFF, SizingLaw.CONTINUOUS, LearnedSpeedTest::varied)
                        .learning())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SizingLaw.class)
    void withoutAProfileItIsPlannedOnceTheLoadsTellEnough(SizingLaw law) {
        var learned = last(TrueReplica.variant(), CalibrationMode.ON, law, LearnedSpeedTest::varied);

        assertThat(learned.outcome()).isEqualTo(Outcome.OPTIMIZED);
        assertThat(carried(learned))
                .isEqualTo(
                        carried(last(RIGHT, CalibrationMode.OFF, SizingLaw.CONTINUOUS, LearnedSpeedTest::varied)),
                        within(0.4));
        assertThat(DecisionText.reason(learned)).endsWith("; by a learned profile");
    }

    @Test
    void withoutAProfileOneLoadOnlyShowsHowFarItIs() {
        var held = last(TrueReplica.variant(), CalibrationMode.ON, SizingLaw.CONTINUOUS, i -> 2);

        assertThat(held.outcome()).isEqualTo(Outcome.UNPROFILED);
        assertThat(((NoProfile) ((Held) held.rationale()).cause())
                        .progress()
                        .orElseThrow()
                        .oneLoad())
                .isTrue();
        assertThat(DecisionText.reason(held)).contains("of about 8 cycles measured, at one load only");
    }

    private static double carried(Decision decision) {
        return decision.allocation().orElseThrow().maxRatePerSecond();
    }

    /** The last decision of 30 cycles in which a true replica was measured at these rates. */
    private static Decision last(Variant variant, CalibrationMode mode, SizingLaw law, IntToDoubleFunction rate) {
        var planner = new Planner(
                PlanningRules.controller(SolverKind.NEAR_EXACT, SaturationPolicy.PRIORITY_ROUND_ROBIN, law));
        var fleet = Fleets.fleet(Fleets.SETTINGS.withCalibration(mode), variant);
        var memory = Memory.EMPTY;
        Decision last = null;
        for (int cycle = 0; cycle < 30; cycle++) {
            var measured = TRUE.at(rate.applyAsDouble(cycle), 1);
            var step = planner.plan(Fleets.observation(cycle, fleet, measured), memory, WorkLimit.NONE);
            memory = step.memory();
            last = step.plan().decisions().get(variant.id());
        }
        return last;
    }

    private static double varied(int cycle) {
        return 3 + 2 * (cycle % 5);
    }
}
