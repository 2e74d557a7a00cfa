package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.demo.DemoSettings;
import ai.llmd.wva.emulator.EmulatorSettings;
import ai.llmd.wva.loadgen.RateTable.Phase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoOptionsTest {
    private static DemoSettings settings(String... flags) {
        return CommandLine.populateCommand(new DemoOptions(), flags).toSettings();
    }

    @Test
    void withoutFlagsItIsTheScriptAtItsOwnSpeed() {
        assertThat(settings()).isEqualTo(new DemoSettings(DemoSettings.SCRIPT, 1, 8443, false));
    }

    @Test
    void everyFlagCounts() {
        var settings =
                settings("--rate", "[[30, 60], [30, 0]]", "--minutes", "2", "--speed", "4", "--port", "0", "--keep");
        assertThat(settings.script().phases()).containsExactly(new Phase(60, 60), new Phase(60, 0));
        assertThat(settings.speed()).isEqualTo(4);
        assertThat(settings.port()).isZero();
        assertThat(settings.keep()).isTrue();
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        assertThatThrownBy(() -> settings("--rate", "fast", "--minutes", "-1", "--speed", "99", "--port", "x"))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("--rate", "--minutes", "--speed", "--port");
    }

    @Test
    void theSamplesContainerIsUnderstoodAsTheImageDoes() {
        var settings = DemoCommand.emulator(
                List.of("emulator", "--port", "8000", "--alpha", "20.58", "--beta", "0.41"),
                Map.of("MODEL_NAME", "default/default", "AVG_TOKENS", "178", "MAX_BATCH_SIZE", "4"));
        assertThat(settings).isEqualTo(EmulatorSettings.sample());
    }
}
