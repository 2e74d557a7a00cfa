package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoscalerRuleTest {
    private static final AutoscalerRule RULE = new AutoscalerRule(1, 10, 1);

    @ParameterizedTest
    @CsvSource({"1,2,2", "2,4,4", "4,1,1", "3,0,1", "1,50,10", "2,2.3,3", "12,12,10"})
    void followsTheMetricWithinItsBounds(int current, double metric, int desired) {
        assertThat(RULE.desired(current, metric)).hasValue(desired);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2.1", "10,10.9", "10,9.1", "10,40", "1,0"})
    void staysWithinTheToleranceAndAtItsBounds(int current, double metric) {
        assertThat(RULE.desired(current, metric)).isEmpty();
    }

    @Test
    void aReplicaMayBeWorthMore() {
        assertThat(new AutoscalerRule(1, 10, 5).desired(1, 12)).hasValue(3);
    }

    @Test
    void zeroReplicasSwitchItOff() {
        assertThat(RULE.desired(0, 3)).isEqualTo(OptionalInt.empty());
    }
}
