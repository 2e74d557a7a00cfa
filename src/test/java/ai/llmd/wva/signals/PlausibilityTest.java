package ai.llmd.wva.signals;

import static ai.llmd.wva.signals.PodFleets.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.signals.Plausibility.Judgement;
import ai.llmd.wva.signals.Recollection.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates that came at once, of an engine that counts no starts; the window is a minute, of scrapes every 15 s. */
class PlausibilityTest {
    private static Judgement judged(double perSecond, Recollection memory, Instant now) {
        var window = Window.ending(now.toEpochMilli(), Duration.ofMinutes(1), Duration.ofSeconds(15));
        return Plausibility.of(perSecond, OptionalDouble.empty(), false, 0, window, memory, now);
    }

    @ParameterizedTest
    @CsvSource({"1.6, true", "1.7, false"})
    void upToAHundredRequestsMayComeFirst(double perSecond, boolean believed) {
        assertThat(judged(perSecond, Recollection.NONE, NOW).believed()).isEqualTo(believed);
    }

    @ParameterizedTest
    @CsvSource({"90, false", "91, true"})
    void whatIsDoubtedIsBelievedOnceItOutlastedTheWindowAndTwoScrapes(long seconds, boolean believed) {
        var doubting = judged(100, Recollection.NONE, NOW).memory();
        assertThat(judged(90, doubting, NOW.plusSeconds(seconds)).believed()).isEqualTo(believed);
    }

    @ParameterizedTest
    @ValueSource(doubles = {500, 20})
    void aJumpUnlikeTheOneThatIsDoubtedIsDoubtedAnew(double perSecond) {
        var first = judged(100, Recollection.NONE, NOW).memory();
        var second = judged(perSecond, first, NOW.plusSeconds(60));
        assertThat(second.memory().doubt()).hasValue(new Rate(NOW.plusSeconds(60), perSecond));
        assertThat(judged(perSecond, second.memory(), NOW.plusSeconds(120)).believed())
                .isFalse();
        assertThat(judged(perSecond, first, NOW.plusSeconds(120)).believed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"9, true", "11, false"})
    void theHighestRateExplainsOthersForTenMinutes(long minutes, boolean believed) {
        var high = Recollection.NONE.believing(new Rate(NOW, 10));
        var low = judged(1, high, NOW.plusSeconds(60 * minutes));
        assertThat(low.believed()).isTrue();
        assertThat(judged(9, low.memory(), NOW.plusSeconds(60 * minutes + 15)).believed())
                .isEqualTo(believed);
    }

    @Test
    void whatIsBelievedEndsADoubt() {
        var doubting = judged(100, Recollection.NONE, NOW).memory();
        assertThat(judged(1, doubting, NOW.plusSeconds(60)).memory().doubt()).isEmpty();
    }
}
