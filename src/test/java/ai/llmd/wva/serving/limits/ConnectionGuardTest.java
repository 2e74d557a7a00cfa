package ai.llmd.wva.serving.limits;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.serving.limits.ConnectionGuard.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConnectionGuardTest {
    private static final int MAX = 4;
    private static final Duration REQUEST = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(90);

    private final AtomicLong nanos = new AtomicLong();
    private final ConnectionGuard guard = new ConnectionGuard(new ConnectionLimits(MAX, REQUEST, IDLE), nanos::get);
    private final List<Integer> closed = new ArrayList<>();

    private boolean admit(int port) {
        return guard.admit(peer(port), () -> closed.add(port));
    }

    private static Peer peer(int port) {
        return new Peer("10.0.0.1", port);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        guard.sweep();
    }

    private void serve(int port) {
        guard.began(peer(port));
        guard.ended(peer(port));
    }

    @Test
    void whoAsksNothingIsClosedAfterTheRequestTimeout() {
        admit(1);
        pass(REQUEST);
        assertThat(closed).isEmpty();
        pass(Duration.ofNanos(1));
        assertThat(closed).containsExactly(1);
        assertThat(guard.size()).isZero();
    }

    @Test
    void whoWasServedMayStayIdleForLonger() {
        admit(1);
        serve(1);
        pass(IDLE);
        assertThat(closed).isEmpty();
        pass(Duration.ofNanos(1));
        assertThat(closed).containsExactly(1);
    }

    @Test
    void whoWaitsForAnAnswerIsNeverClosed() {
        admit(1);
        guard.began(peer(1));
        pass(IDLE.multipliedBy(10));
        assertThat(closed).isEmpty();
    }

    @Test
    void ofSeveralRequestsOnOneConnectionTheLastCounts() {
        admit(1);
        guard.began(peer(1));
        guard.began(peer(1));
        guard.ended(peer(1));
        pass(IDLE.multipliedBy(2));
        assertThat(closed).isEmpty();
        guard.ended(peer(1));
        pass(IDLE.multipliedBy(2));
        assertThat(closed).containsExactly(1);
    }

    @Test
    void whenMoreThanHalfIsInUseIdleConnectionsGoSooner() {
        for (int port = 1; port <= MAX / 2 + 1; port++) {
            admit(port);
            serve(port);
        }
        pass(REQUEST.plusNanos(1));
        assertThat(closed).containsExactly(1, 2, 3);
    }

    @Test
    void theLongestWaitingMakesRoom() {
        for (int port = 1; port <= MAX; port++) {
            admit(port);
            nanos.incrementAndGet();
        }
        serve(1);

        assertThat(admit(5)).isTrue();

        assertThat(closed).containsExactly(2);
        assertThat(guard.size()).isEqualTo(MAX);
    }

    @Test
    void withoutAnyThatWaitsTheNewOneIsRefused() {
        for (int port = 1; port <= MAX; port++) {
            admit(port);
            guard.began(peer(port));
        }
        assertThat(admit(5)).isFalse();
        assertThat(closed).isEmpty();

        guard.gone(peer(1));
        assertThat(admit(5)).isTrue();
    }

    @Test
    void oneThatIsKnownIsNotCountedTwice() {
        admit(1);
        admit(1);
        assertThat(guard.size()).isEqualTo(1);
    }
}
