package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DemoTextTest {
    private static DemoResult result(boolean whole, List<String> failures) {
        return new DemoResult(
                whole,
                List.of(1, 2, 1),
                new RequestTotals(40, 1, 39, 80.4, 21.512),
                500,
                24,
                75,
                100,
                OptionalDouble.of(0.8333),
                failures);
    }

    @Test
    void theSummarySaysHowItWent() {
        assertThat(DemoText.summary(result(true, List.of())))
                .containsExactly(
                        "",
                        "Requests:  40 answered, 1 failed; 97.5 % kept TTFT <= 500 ms and ITL <= 24 ms (mean 80 ms and"
                                + " 21.51 ms)",
                        "Replicas:  1 -> 2 -> 1",
                        "Cost:      75 replica-seconds ($0.0083); staying at the peak of 2 would have taken 100 (25 %"
                                + " less)",
                        "The loop works.");
    }

    @Test
    void whatFailedIsNamed() {
        assertThat(DemoText.summary(result(true, List.of("never scaled"))))
                .contains("FAILED:    never scaled")
                .doesNotContain("The loop works.");
    }

    @Test
    void aScriptCutShortProvesNothing() {
        assertThat(DemoText.summary(result(false, List.of())))
                .endsWith("Stopped before the end of the script.")
                .doesNotContain("The loop works.");
    }

    @Test
    void theIntroductionTellsStandInsFromTheRealThing() {
        var text = String.join(
                "\n",
                DemoText.introduction(
                        new DemoSettings(DemoSettings.SCRIPT, 2, 0, false), 1234, 5678, "http://localhost:9"));
        assertThat(text)
                .contains(
                        "Stand-ins: the API server",
                        "https://localhost:1234/metrics",
                        "http://localhost:5678/v1/models")
                .contains("every 2.5 s instead of 60 s", "run at 2 times their speed");
    }
}
