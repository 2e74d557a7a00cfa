package ai.llmd.wva.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static Sampling of(long windowSeconds, Optional<Duration> interval) {
        return new Sampling(
                Duration.ofSeconds(windowSeconds), Duration.ofSeconds(120), interval, Duration.ofMinutes(2));
    }

    @Test
    void aPodHasARateAfterTheWindowAndOneScrape() {
        var sampling = of(60, Optional.empty());
        assertThat(sampling.matureAfter(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(70));
        assertThat(sampling.matureAfter(Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(180));
    }

    @Test
    void aDepartedPodCountsUntilItsSamplesAreStale() {
        assertThat(of(60, Optional.empty()).rememberDeparted()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void theLookBackHoldsTwoScrapes() {
        assertThat(of(60, Optional.of(Duration.ofSeconds(90))).lookBack()).isEqualTo(Duration.ofMinutes(3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(60, Optional.of(Duration.ofSeconds(91))))
                .withMessageContaining("two scrape intervals");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(0, Optional.empty()))
                .withMessageContaining("rateWindow");
    }

    @Test
    void aDurationIsLongerThanNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(60, Optional.of(Duration.ofSeconds(-15))))
                .withMessage("scrapeInterval must be longer than 0, was PT-15S");
    }
}
