package ai.llmd.wva.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.llmd.wva.model.ScaleRules.Course;
import ai.llmd.wva.model.ScaleRules.Pace;
import ai.llmd.wva.model.ScaleRules.PaceUnit;
import ai.llmd.wva.model.ScaleRules.Select;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds are those of {@code behavior} in autoscaling/v2. */
class ScaleRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT15S", "PT30M"})
    void aPeriodIsWholeSecondsUpToHalfAnHour(String period) {
        assertThatCode(() -> pace(Duration.parse(period))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.5S", "PT1.5S", "PT30M1S"})
    void noOtherPeriodIsTaken(String period) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pace(Duration.parse(period)))
                .withMessageContaining("whole seconds from 1 to 30 minutes, not " + period);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT5M", "PT1H"})
    void aWindowIsWholeSecondsUpToAnHour(String window) {
        assertThatCode(() -> course(Duration.parse(window))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT0.5S", "PT1H1S"})
    void noOtherWindowIsTaken(String window) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> course(Duration.parse(window)))
                .withMessageContaining("whole seconds from 0 to an hour, not " + window);
    }

    @Test
    void aDirectionNeedsAPolicyThatAllowsSomething() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Course(Duration.ZERO, Select.MAX, List.of()))
                .withMessageContaining("the number of policies");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pace(0, PaceUnit.PODS, Duration.ofSeconds(15)))
                .withMessageContaining("the value of a policy");
    }

    @Test
    void theDefaultsAreThoseOfTheAutoscaler() {
        assertThat(ScaleRules.DEFAULT.up().stabilizationWindow()).isZero();
        assertThat(ScaleRules.DEFAULT.down().stabilizationWindow()).isEqualTo(Duration.ofMinutes(5));
    }

    private static Pace pace(Duration period) {
        return new Pace(4, PaceUnit.PODS, period);
    }

    private static Course course(Duration window) {
        return new Course(window, Select.MAX, List.of(pace(Duration.ofSeconds(15))));
    }
}
