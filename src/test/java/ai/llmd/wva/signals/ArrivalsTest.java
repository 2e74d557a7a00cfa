package ai.llmd.wva.signals;

import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.unready;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.signals.Recording.Counts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrival rates of recorded traffic, scraped every 10 s, over a window of one minute; in requests per minute. */
class ArrivalsTest {
    private final Measuring measuring = new Measuring();

    private double perMinute(List<PodInfo> pods, Recording... recordings) {
        return measure(pods, recordings) instanceof Measured measured
                ? 60 * measured.load().arrivalRatePerSecond()
                : Double.NaN;
    }

    private double completedPerMinute(List<PodInfo> pods, Recording... recordings) {
        return measure(pods, recordings) instanceof Measured measured
                ? 60 * measured.load().completionRatePerSecond()
                : Double.NaN;
    }

    private Measurement measure(List<PodInfo> pods, Recording... recordings) {
        var variant = variant("v", running(pods.toArray(PodInfo[]::new)));
        measuring.series().clear();
        measuring.recorded(recordings);
        return measuring.measure(variant);
    }

    private static Recording traffic(String pod, long phase, double rate, double serviceSeconds, int batch) {
        return Recording.ofPod(pod).scraped(phase, 600, 0, Counts.constant(rate, -600, 0, serviceSeconds, batch));
    }

    private void knewBefore(PodInfo... pods) {
        measuring.see(variant("v", running(pods)), NOW.minusSeconds(90));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 5, 7, 9})
    void constantLoadIsReadWithinOneRequest(long phase) {
        assertThat(perMinute(List.of(ready("a", 500)), traffic("a", phase, 40, 3.9, 4)))
                .isEqualTo(40, within(1.01));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4, 9})
    void underSaturationArrivalsCountNotCompletions(long phase) {
        // Four slots of 20 s finish 12 requests a minute; 40 arrive.
        var saturated = traffic("a", phase, 40, 20, 4);
        assertThat(perMinute(List.of(ready("a", 500)), saturated)).isEqualTo(40, within(1.01));
    }

    @Test
    void underSaturationFewerCompleteThanArrive() {
        var saturated = traffic("a", 4, 40, 20, 4);
        assertThat(completedPerMinute(List.of(ready("a", 500)), saturated)).isEqualTo(12, within(3.0));
    }

    @Test
    void aQueueThatDrainsIsCompletionsAndNotArrivals() {
        var drained = Recording.ofPod("a").scraped(4, 300, 0, second -> new double[] {500 + second, 4, 100 - second});
        assertThat(perMinute(List.of(ready("a", 500)), drained)).isZero();
        assertThat(completedPerMinute(List.of(ready("a", 500)), drained)).isEqualTo(60, within(0.01));
    }

    @Test
    void requestsThatVanishAreNotNegativeArrivals() {
        var dropped = Recording.ofPod("a").scraped(4, 300, 0, second ->
                new double[] {500, second < -30 ? 4 : 0, second < -30 ? 9 : 0});
        assertThat(perMinute(List.of(ready("a", 500)), dropped)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 12, 20, 30, 40, 50, 58, 65})
    void aPodThatJoinsDoesNotInflateTheSum(long readyFor) {
        // 40 a minute on one pod; from readyFor seconds ago on half of them go to a second one.
        knewBefore(ready("a", 500));
        var alone = Counts.constant(40, -600, (double) -readyFor, 3.9, 4);
        var half = Counts.constant(20, (double) -readyFor, 0, 3.9, 4);
        var first = Recording.ofPod("a").scraped(4, 600, 0, second -> sum(alone.at(second), half.at(second)));
        var second = Recording.ofPod("b").scraped(2, readyFor - 1, 0, half);
        assertThat(perMinute(List.of(ready("a", 500), ready("b", readyFor)), first, second))
                .isBetween(36.0, 42.0);
    }

    @Test
    void theSameWithoutHavingSeenThePodBeforeIsAtMostOneScrapeLower() {
        var half = Counts.constant(20, -30, 0, 3.9, 4);
        var alone = Counts.constant(40, -600, -30, 3.9, 4);
        var first = Recording.ofPod("a").scraped(4, 600, 0, second -> sum(alone.at(second), half.at(second)));
        var second = Recording.ofPod("b").scraped(2, 29, 0, half);
        assertThat(perMinute(List.of(ready("a", 500), ready("b", 30)), first, second))
                .isBetween(34.0, 41.0);
    }

    @Test
    void anOldPodWhoseScrapeHasJustBegunDoesNotCountItsPast() {
        knewBefore(ready("a", 500));
        var late = Recording.ofPod("a").scraped(2, 40, 0, second -> new double[] {1e6 + second, 2, 0});
        assertThat(perMinute(List.of(ready("a", 500)), late)).isEqualTo(60, within(0.01));
    }

    @Test
    void aFlappingPodDoesNotCountItsPastEither() {
        measuring.see(variant("v", running(ready("a", 500))), NOW.minusSeconds(400));
        measuring.see(variant("v", running(unready("a"))), NOW.minusSeconds(60));
        var late = Recording.ofPod("a").scraped(2, 40, 0, second -> new double[] {1e6 + second, 2, 0});
        assertThat(perMinute(List.of(ready("a", 45)), late)).isLessThan(70);
    }

    @Test
    void aFlappingPodThatCameWhileItsVariantWasKnownIsNotNewAgain() {
        measuring.see(variant("v", running()), NOW.minusSeconds(500));
        measuring.see(variant("v", running(ready("a", 400))), NOW.minusSeconds(390));
        measuring.see(variant("v", running(unready("a"))), NOW.minusSeconds(60));
        var late = Recording.ofPod("a").scraped(2, 40, 0, second -> new double[] {1e6 + second, 2, 0});
        assertThat(perMinute(List.of(ready("a", 45)), late)).isLessThan(70);
    }

    @Test
    void aRestartedProcessCountsFromZero() {
        // 30 s ago the process restarts; what was in it is lost, its counter starts again.
        var restarted = Recording.ofPod("a")
                .scraped(
                        4,
                        300,
                        0,
                        second -> second < -30 ? new double[] {1000 + second, 4, 3} : new double[] {30 + second, 2, 0});
        // 64 -> 34 s: 30 arrivals; 24 s ago: 6 finished and 2 running; then 20 more.
        assertThat(perMinute(List.of(ready("a", 500)), restarted)).isEqualTo(58, within(0.01));
        // 30 before, the 6 of the new process, then 20 more.
        assertThat(completedPerMinute(List.of(ready("a", 500)), restarted)).isEqualTo(56, within(0.01));
    }

    @Test
    void aFailedScrapeDoesNotChangeTheRate() {
        var gap = Recording.ofPod("a");
        for (var ago = 4L; ago < 300; ago += 10) {
            if (ago != 34 && ago != 24) {
                gap.at(ago, 1000.0 - ago, 1, 0);
            }
        }
        assertThat(perMinute(List.of(ready("a", 500)), gap)).isEqualTo(60, within(0.01));
    }

    @Test
    void demandOfADepartedPodIsKept() {
        knewBefore(ready("a", 500), ready("b", 500));
        var both = Counts.constant(20, -600, -30, 3.9, 4);
        var taken = Counts.constant(40, -30, 0, 3.9, 4);
        var stays = Recording.ofPod("a").scraped(4, 600, 0, second -> sum(both.at(second), taken.at(second)));
        var gone = Recording.ofPod("b").scraped(6, 600, 30, both).ended(26);
        assertThat(perMinute(List.of(ready("a", 500)), stays, gone)).isEqualTo(40, within(3.0));
    }

    @Test
    void aDepartedPodIsForgottenAfterWindowAndStaleness() {
        measuring.see(variant("v", running(ready("a", 900), ready("b", 900))), NOW.minusSeconds(300));
        measuring.see(variant("v", running(ready("a", 900))), NOW.minusSeconds(190));
        var strange = traffic("b", 3, 40, 1, 4);
        assertThat(perMinute(List.of(ready("a", 900)), traffic("a", 4, 10, 1, 4), strange))
                .isEqualTo(10, within(1.01));
    }

    @Test
    void whenAllPodsAreReplacedTheSumStays() {
        knewBefore(ready("a", 500));
        var before = Recording.ofPod("a")
                .scraped(4, 600, 40, Counts.constant(40, -600, -40, 1, 4))
                .ended(34);
        var after = Recording.ofPod("b").scraped(2, 39, 0, Counts.constant(40, -40, 0, 1, 4));
        assertThat(perMinute(List.of(ready("b", 40)), before, after)).isBetween(34.0, 42.0);
    }

    private static double[] sum(double[] left, double[] right) {
        return new double[] {left[0] + right[0], left[1] + right[1], left[2] + right[2]};
    }
}
