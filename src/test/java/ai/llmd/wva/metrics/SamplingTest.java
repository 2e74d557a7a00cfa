package ai.llmd.wva.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.llmd.wva.metrics.Sampling.Steps;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static Sampling of(long windowSeconds, long scrapeSeconds) {
        return new Sampling(
                Duration.ofSeconds(windowSeconds), Duration.ofSeconds(120), Duration.ofSeconds(scrapeSeconds));
    }

    @Test
    void arrivalsAreReadOncePerScrape() {
        assertThat(of(60, 10).steps()).isEqualTo(new Steps(6, Duration.ofSeconds(10)));
    }

    @Test
    void anIntervalThatDoesNotDivideTheWindowIsRounded() {
        assertThat(of(60, 14).steps()).isEqualTo(new Steps(4, Duration.ofSeconds(15)));
        assertThat(of(60, 14).window()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aPodHasARateAfterTheWindowAndOneScrape() {
        assertThat(of(60, 10).matureAfter()).isEqualTo(Duration.ofSeconds(70));
    }

    @Test
    void aDepartedPodCountsUntilItsSamplesAreStale() {
        assertThat(of(60, 10).rememberDeparted()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void aWindowHoldsTwoScrapes() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(60, 31)).withMessageContaining("two scrape intervals");
        assertThatIllegalArgumentException().isThrownBy(() -> of(0, 1)).withMessageContaining("rateWindow");
    }
}
