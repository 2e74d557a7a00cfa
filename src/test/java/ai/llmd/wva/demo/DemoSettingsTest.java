package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.llmd.wva.loadgen.RateTable;
import ai.llmd.wva.loadgen.RateTable.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoSettingsTest {
    private static DemoSettings at(double speed) {
        return new DemoSettings(new RateTable(List.of(new Phase(60, 40), new Phase(30, 0))), speed, 0, false);
    }

    @Test
    void theScriptTakesThreeMinutes() {
        assertThat(DemoSettings.SCRIPT.durationMillis()).isEqualTo(180_000);
    }

    @Test
    void atTwiceTheSpeedTheSameRequestsComeInHalfTheTime() {
        assertThat(at(2).load().phases()).containsExactly(new Phase(30, 80), new Phase(15, 0));
        assertThat(at(2).load().requests()).isEqualTo(at(1).load().requests());
    }

    @Test
    void theControllerKeepsPace() {
        assertThat(at(1).cycle()).isEqualTo(Duration.ofSeconds(5));
        assertThat(at(5).cycle()).isEqualTo(Duration.ofSeconds(1));
        assertThat(at(5).sampling().rateWindow()).isEqualTo(Duration.ofSeconds(4));
        assertThat(at(5).autoscalerPeriod()).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void linesComeNoFasterThanOneASecond() {
        assertThat(at(1).linePeriod()).isEqualTo(Duration.ofSeconds(5));
        assertThat(at(10).linePeriod()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aTableCanBeStretched() {
        var stretched = DemoSettings.stretched(at(1).script(), 3);
        assertThat(stretched.phases()).containsExactly(new Phase(120, 40), new Phase(60, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> DemoSettings.stretched(at(1).script(), 0));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> at(0)).withMessageContaining("0.1 to 10");
        assertThatIllegalArgumentException().isThrownBy(() -> at(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DemoSettings(DemoSettings.SCRIPT, 1, 70_000, false))
                .withMessageContaining("70000");
    }
}
