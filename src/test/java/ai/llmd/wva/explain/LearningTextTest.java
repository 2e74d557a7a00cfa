package ai.llmd.wva.explain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.DesiredScale;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.LearnedProfile;
import ai.llmd.wva.model.Learning;
import ai.llmd.wva.model.LoadThresholds;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.RateLimits;
import ai.llmd.wva.model.Rationale;
import ai.llmd.wva.model.ReplicaCapacity;
import ai.llmd.wva.model.ServiceTarget;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningTextTest {
    private static final LearnedProfile PROFILE =
            new LearnedProfile("A100", 20, 0.4, OptionalDouble.empty(), 12, 0.9, Optional.empty(), Optional.empty());
    private static final Rationale SIZED = new Rationale.OwnLoad(
            1.25,
            178,
            3,
            new ReplicaCapacity(0.5, Constraint.TTFT, new ServiceTarget(500, 24, 0), RateLimits.NONE),
            Optional.empty(),
            Optional.empty(),
            LoadThresholds.NONE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.27  | , 27 % slower than declared",
                "0.7   | , 30 % faster than declared",
                "1.004 | , about as fast as declared"
            })
    void itSaysHowFarItIsFromWhatIsDeclared(double timesAsLong, String words) {
        assertThat(reason(SIZED, new Learning(PROFILE, true, OptionalDouble.of(timesAsLong))))
                .isEqualTo(reason(SIZED, new Learning(PROFILE, false)) + "; by a learned profile" + words);
    }

    @Test
    void withoutADeclaredOneThereIsNothingToCompare() {
        assertThat(reason(SIZED, new Learning(PROFILE, true))).endsWith("; by a learned profile");
    }

    @Test
    void whatIsOnlyObservedOrNotDecidedByIsNotMentioned() {
        assertThat(reason(SIZED, new Learning(PROFILE, false))).doesNotContain("learned");
        assertThat(reason(new Rationale.NoLoad(0), new Learning(PROFILE, true))).isEqualTo("no load: minReplicas 3");
    }

    private static String reason(Rationale rationale, Learning learning) {
        return DecisionText.reason(new Decision(
                        Fleets.SAMPLE,
                        Outcome.OPTIMIZED,
                        DesiredScale.decided("A100", 3, 1, Fleets.NOW),
                        Constraint.TTFT,
                        rationale,
                        Optional.empty())
                .withLearning(learning));
    }
}
