package ai.llmd.wva.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CandidacyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final AtomicBoolean fit = new AtomicBoolean();
    private final AtomicLong nanos = new AtomicLong();
    private final Ballot ballot = new Ballot();
    private final Candidacy candidacy = new Candidacy(ballot, fit::get, PATIENCE, nanos::get);

    /** A leadership that only notes who stands. */
    private static final class Ballot implements Leadership {
        private boolean standing;
        private int candidacies;
        private CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);

        @Override
        public CompletionStage<Void> start(Runnable onStart, Runnable onStop) {
            standing = true;
            candidacies++;
            return answer;
        }

        @Override
        public boolean isLeader() {
            return standing;
        }

        @Override
        public CompletionStage<Void> stop() {
            standing = false;
            return answer;
        }
    }

    private void check(boolean isFit) {
        fit.set(isFit);
        candidacy.check();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void whoIsNotReadyDoesNotStand() {
        check(false);
        pass(Duration.ofHours(1));
        check(false);
        assertThat(ballot.candidacies).isZero();

        check(true);
        assertThat(ballot.standing).isTrue();
    }

    @Test
    void whoIsUnreadyForLongerThanThePatienceStepsDown() {
        check(true);
        check(false);
        pass(PATIENCE.minusNanos(1));
        check(false);
        assertThat(ballot.standing).isTrue();

        pass(Duration.ofNanos(1));
        check(false);
        assertThat(ballot.standing).isFalse();
    }

    @Test
    void aShortLapseIsForgiven() {
        check(true);
        check(false);
        pass(PATIENCE.minusSeconds(1));
        check(true);
        check(false);
        pass(PATIENCE.minusSeconds(1));
        check(false);
        assertThat(ballot.standing).isTrue();
    }

    @Test
    void whoSteppedDownStandsAgainWhenItIsReadyAgain() {
        check(true);
        check(false);
        pass(PATIENCE);
        check(false);
        check(false);
        assertThat(ballot.candidacies).isEqualTo(1);

        check(true);
        assertThat(ballot.candidacies).isEqualTo(2);
        assertThat(ballot.standing).isTrue();
    }

    @Test
    void doesNotStandAgainBeforeTheLeaseIsGivenBack() {
        check(true);
        check(false);
        ballot.answer = new CompletableFuture<>();
        pass(PATIENCE);
        check(false);

        check(true);
        assertThat(ballot.candidacies).isEqualTo(1);
        ballot.answer.complete(null);
        check(true);
        assertThat(ballot.candidacies).isEqualTo(2);
    }

    @Test
    void standsAgainAfterAnAttemptThatFailed() {
        ballot.answer = CompletableFuture.failedFuture(new IllegalStateException("no"));
        check(true);
        check(true);
        assertThat(ballot.candidacies).isEqualTo(2);
    }

    @Test
    void onceStoppedItNeverStandsAgain() {
        check(true);
        assertThat(candidacy.stop().toCompletableFuture()).isCompleted();
        assertThat(ballot.standing).isFalse();

        check(true);
        assertThat(ballot.candidacies).isEqualTo(1);
    }
}
