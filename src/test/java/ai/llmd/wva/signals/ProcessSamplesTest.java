package ai.llmd.wva.signals;

import static ai.llmd.wva.signals.PodFleets.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Series that are of one process, and pages that are one. */
class ProcessSamplesTest {
    private static ProcessSamples process(Servers... servers) {
        var process = new ProcessSamples();
        for (var server : servers) {
            server.series().forEach(process::add);
        }
        return process;
    }

    private static Servers page(long newest, DoubleUnaryOperator finished) {
        return Servers.of("a", "").every(15, newest).with(Signal.FINISHED, finished);
    }

    private static Servers growing(long newest) {
        return page(newest, second -> 1_000 + second);
    }

    private static void assertOnePage(ProcessSamples one, ProcessSamples other) {
        assertThat(one.samePageAs(other)).isTrue();
        assertThat(other.samePageAs(one)).isTrue();
    }

    private static void assertTwoPages(ProcessSamples one, ProcessSamples other) {
        assertThat(one.samePageAs(other)).isFalse();
        assertThat(other.samePageAs(one)).isFalse();
    }

    private static void assertStays(Servers stays, Servers goes) {
        var kept = List.of(stays.series().get(0).points());
        assertThat(process(stays, goes).of(Signal.FINISHED)).isEqualTo(kept);
        assertThat(process(goes, stays).of(Signal.FINISHED)).isEqualTo(kept);
    }

    @Test
    void ofTwoThatScrapedTheSameTheOneThatSawMoreStays() {
        assertStays(growing(9), Servers.of("a", "").between(100, 0).with(Signal.FINISHED, second -> 1_000 + second));
    }

    @Test
    void ofTwoThatSawAsMuchTheOneThatLookedLastStays() {
        assertStays(growing(4), growing(9));
    }

    @Test
    void ofTheCacheSeriesThatProcessesOfOneEngineLeaveTheLargestCounts() {
        var used = Servers.of("a", "").with(Signal.KV_CACHE, second -> 0.6);
        var left = Servers.of("a", "").with(Signal.KV_CACHE, second -> 0.1);
        assertThat(Means.usage(process(used, left))).hasValue(0.6);
        assertThat(Means.usage(process(left, used))).hasValue(0.6);
    }

    @Test
    void pagesWhoseCountersGoOnFromEachOtherAreOne() {
        assertOnePage(process(growing(4)), process(growing(11)));
    }

    @Test
    void aPageThatOnePortShowedForLongerIsStillOne() {
        var earlier = Servers.of("a", "").between(180, 90).with(Signal.FINISHED, second -> 1_000 + second);
        assertOnePage(process(growing(11)), process(earlier));
    }

    @Test
    void countersThatFallFromOnePageToTheOtherAreOfTwo() {
        assertTwoPages(process(growing(4)), process(page(11, second -> 900 + second)));
    }

    @Test
    void pagesWithDifferentSeriesAreTwo() {
        var more = growing(11).with(Signal.FINISHED, "length", second -> 5);
        assertTwoPages(process(growing(4)), process(more));
    }

    @Test
    void pagesThatHaveNotBothCountedYetMayBeOfTwoServers() {
        assertTwoPages(process(page(4, second -> 0)), process(page(11, second -> 0)));
        assertTwoPages(process(page(4, second -> second > -5 ? 1 : 0)), process(page(11, second -> 0)));
    }

    @Test
    void pagesOfProcessesThatBeganAtDifferentTimesAreTwo() {
        var began = NOW.getEpochSecond() - 1_000;
        var one = growing(4).with(Signal.CREATED, second -> began);
        assertTwoPages(process(one), process(growing(11).with(Signal.CREATED, second -> began + 0.25)));
        assertOnePage(process(one), process(growing(11).with(Signal.CREATED, second -> began)));
    }

    @Test
    void aPageThatDoesNotTellWhenItBeganIsJudgedByItsCounters() {
        assertOnePage(process(growing(4).with(Signal.CREATED, second -> 1)), process(growing(11)));
    }
}
