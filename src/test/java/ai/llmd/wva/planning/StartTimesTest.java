package ai.llmd.wva.planning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartTimesTest {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void aPodTakesFromItsCreationUntilItIsReady() {
        var times = StartTimes.NONE.with(target(pod("a", 0, 90)));

        assertThat(times.usual()).contains(Duration.ofSeconds(90));
    }

    @Test
    void aPodCountsOnce() {
        var times = StartTimes.NONE.with(target(pod("a", 0, 90)));

        assertThat(times.with(target(pod("a", 0, 90)))).isEqualTo(times);
        assertThat(times.with(target(pod("a", 0, 90), pod("b", 100, 160))).millis())
                .containsExactly(90_000L, 60_000L);
    }

    @Test
    void nineInTenOfTheLastTenTookNoLonger() {
        var times = StartTimes.NONE;
        for (int i = 0; i < 14; i++) {
            times = times.with(target(pod("pod-" + i, 1000L * i, 1000L * i + 100 + i)));
        }

        assertThat(times.millis()).hasSize(10).startsWith(104_000L).endsWith(113_000L);
        assertThat(times.usual()).contains(Duration.ofSeconds(112));
    }

    @Test
    void ofPodsSeenAtOnceTheLastOnesCount() {
        var pods = new ArrayList<PodInfo>();
        for (int i = 0; i < 30; i++) {
            pods.add(pod("pod-" + i, 0, 1 + i));
        }

        assertThat(StartTimes.NONE.with(target(pods)).millis()).hasSize(10).startsWith(21_000L);
    }

    @Test
    void whatTookHalfAnHourOrCameBeforeItsCreationTellsNothing() {
        var times = StartTimes.NONE.with(target(pod("late", 0, 1801), pod("clock", 100, 50)));

        assertThat(times.usual()).isEmpty();
        assertThat(times.with(target(pod("late", 0, 1801), pod("next", 2000, 2060)))
                        .usual())
                .contains(Duration.ofSeconds(60));
    }

    @Test
    void podsThatAreNotReadyOrOfUnknownAgeAndMissingTargetsTellNothing() {
        var unknown = new PodInfo("old", Optional.of(T0));
        var starting = new PodInfo("new", Optional.empty(), Optional.of(T0));

        assertThat(StartTimes.NONE.with(target(unknown, starting)).usual()).isEmpty();
        assertThat(StartTimes.NONE.with(new TargetState.Missing("gone"))).isEqualTo(StartTimes.NONE);
    }

    private static PodInfo pod(String name, long createdSecond, long readySecond) {
        return new PodInfo(name, Optional.of(T0.plusSeconds(readySecond)), Optional.of(T0.plusSeconds(createdSecond)));
    }

    private static TargetState target(PodInfo... pods) {
        return target(List.of(pods));
    }

    private static TargetState target(List<PodInfo> pods) {
        return new TargetState.Found(pods.size(), pods.size(), pods, Optional.empty());
    }
}
