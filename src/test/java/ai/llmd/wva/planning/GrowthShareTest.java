package ai.llmd.wva.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GrowthShareTest {
    private static final Duration LATE = Duration.ofMinutes(3);

    private RecentLoads recent = RecentLoads.NONE;
    private long minute;

    @Test
    void nothingIsKnownAtFirst() {
        next(10);

        assertThat(recent.growthShare()).isEqualTo(GrowthShare.MOST);
    }

    @Test
    void aLoadThatStaysNeedsHalfAsMuchInTwoHoursAndNeverLessThanTheLeast() {
        next(10);
        steady(10, 60);
        assertThat(recent.growthShare()).isEqualTo(GrowthShare.MOST / Math.sqrt(2), within(1e-12));

        steady(10, 600);
        assertThat(recent.growthShare()).isEqualTo(GrowthShare.LEAST);
    }

    @Test
    void chanceIsNoRise() {
        var random = new Random(5);
        for (var i = 0; i < 600; i++) {
            next(10 + random.nextGaussian() * Math.sqrt(10.0 / 60));
        }

        assertThat(recent.growthShare()).isEqualTo(GrowthShare.LEAST);
    }

    @Test
    void aRiseRaisesItAtOnceByWhatItWouldHaveNeededAndHalfMore() {
        steady(10, 600);
        next(13);

        double surely = 13 - 2 * Math.sqrt(13.0 / 60);
        assertThat(recent.growthShare()).isEqualTo(1.5 * (surely / 10 - 1), within(1e-12));
    }

    @Test
    void aRiseTakesAsLongAsAReplicaToBeFollowed() {
        steady(100, 600);
        for (var i = 1; i <= 9; i++) {
            next(100 + 3 * i);
        }

        // three minutes before, nine less were there; the most of the ten minutes until then is what counts
        double surely = 127 - 2 * Math.sqrt(127.0 / 60);
        assertThat(recent.growthShare()).isEqualTo(Math.max(0.2, 1.5 * (surely / 118 - 1)), within(1e-12));
    }

    @Test
    void aReturnToWhatWasThereWithinTenMinutesIsNoRise() {
        steady(10, 600);
        steady(4, 5);
        next(10);

        assertThat(recent.growthShare()).isEqualTo(GrowthShare.LEAST);
    }

    @Test
    void noRiseNeedsMoreThanTheMost() {
        steady(1, 600);
        next(100);

        assertThat(recent.growthShare()).isEqualTo(GrowthShare.MOST);
    }

    @Test
    void whatStartedFromNothingTellsNothing() {
        steady(0, 60);
        var before = recent.growthShare();
        next(5);

        assertThat(recent.growthShare()).isLessThan(before);
    }

    @Test
    void aLongSilenceIsNoCalm() {
        next(10);
        minute += 600;
        next(10);

        assertThat(recent.growthShare()).isEqualTo(GrowthShare.MOST);
    }

    private void steady(double perSecond, int minutes) {
        for (var i = 0; i < minutes; i++) {
            next(perSecond);
        }
    }

    private void next(double perSecond) {
        minute++;
        var sample = RecentLoads.Sample.of(
                Instant.EPOCH.plusSeconds(60 * minute), perSecond, OptionalDouble.empty(), OptionalDouble.empty());
        recent = recent.with(sample, GrowthRoom.MEMORY).learning(LATE);
    }
}
