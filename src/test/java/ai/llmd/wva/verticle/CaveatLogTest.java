package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.LogLines;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CaveatLogTest {
    private static final Caveat STUCK = new Caveat.StuckPods(List.of("vllm-0"));
    private static final Caveat NO_PROMPTS = new Caveat.InputTokensNotExported();
    private static final String STUCK_TEXT =
            "pod vllm-0 is stuck: requests make no progress, so the capacity does not count";
    private static final String NO_PROMPTS_TEXT = "the engine exports no prompt tokens: planned with 0";

    @RegisterExtension
    private final LogLines lines = new LogLines("ai.llmd.wva.measure", Level.INFO);

    private final CaveatLog log = new CaveatLog();
    private long cycle;

    private List<String> lines(Measurement measurement) {
        lines.clear();
        log.write(observation(++cycle, fleet(variant(SAMPLE, 1)), measurement));
        return lines.texts();
    }

    private static Measured measured(Caveat... caveats) {
        return new Measured(load(40, 178), Duration.ZERO, 1, 1, List.of(caveats));
    }

    @Test
    void aMeasurementWithoutReserveHasNoLine() {
        assertThat(lines(measured())).isEmpty();
    }

    @Test
    void aChangeIsOneLineAndItsRepetitionNone() {
        assertThat(lines(measured(NO_PROMPTS))).containsExactly("INFO " + NO_PROMPTS_TEXT);
        assertThat(lines(measured(NO_PROMPTS))).isEmpty();
        assertThat(lines(measured(STUCK, NO_PROMPTS))).containsExactly("WARN " + STUCK_TEXT + "; " + NO_PROMPTS_TEXT);
        assertThat(lines(measured(NO_PROMPTS, STUCK))).isEmpty();
        assertThat(lines(measured(NO_PROMPTS))).containsExactly("INFO " + NO_PROMPTS_TEXT);
        assertThat(lines(measured())).containsExactly("INFO metrics are normal again");
        assertThat(lines(measured())).isEmpty();
    }

    @Test
    void anotherPodThatGetsStuckIsNews() {
        lines(measured(STUCK));
        assertThat(lines(measured(new Caveat.StuckPods(List.of("vllm-0", "vllm-1")))))
                .containsExactly(
                        "WARN pods vllm-0, vllm-1 are stuck: requests make no progress, so the capacity does not"
                                + " count");
    }

    @Test
    void aLoadThatIsUnknownForAWhileChangesNothing() {
        lines(measured(STUCK));
        assertThat(lines(new Unknown(Cause.MISSING, "no series"))).isEmpty();
        assertThat(lines(measured(STUCK))).isEmpty();
    }

    @Test
    void aWarningOfPrometheusIsOneLineHoweverItsWordsChange() {
        assertThat(lines(measured(new Caveat.PartialAnswer("store a timed out after 5.1 s"))))
                .containsExactly("INFO Prometheus warns: store a timed out after 5.1 s");
        assertThat(lines(measured(new Caveat.PartialAnswer("store a timed out after 5.2 s"))))
                .isEmpty();
    }
}
