package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.signals.DurationText;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Leaves a Prometheus alone that failed several measures in a row, then tries it with one. */
final class Breaker {
    private final CircuitBreaker breaker;
    private final CollectorConfiguration options;
    private final Clock clock;
    private Instant openSince = Instant.EPOCH;
    private String lastFailure = "";

    Breaker(CollectorConfiguration options, Clock clock) {
        this.options = options;
        this.clock = clock;
        // A window as long as the minimum of calls, with a threshold of 100 %, is "all of the last n failed".
        this.breaker = CircuitBreaker.of(
                "prometheus",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(options.breakerFailures())
                        .minimumNumberOfCalls(options.breakerFailures())
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(options.breakerOpen())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock)
                        .build());
    }

    /** Why a measure must not start now; empty when it may, and then it must end in success, failure or abandoned. */
    synchronized Optional<String> refusal() {
        if (breaker.tryAcquirePermission()) {
            return Optional.empty();
        }
        return Optional.of("is not asked: the circuit breaker is open since "
                + openSince.truncatedTo(ChronoUnit.SECONDS) + " and tries again "
                + DurationText.of(options.breakerOpen()) + " later; last time it " + lastFailure);
    }

    synchronized void succeeded() {
        breaker.onSuccess(0, TimeUnit.MILLISECONDS);
    }

    synchronized void failed(QueryFailure failure) {
        lastFailure = failure.getMessage();
        breaker.onError(0, TimeUnit.MILLISECONDS, failure);
        if (breaker.getState() == CircuitBreaker.State.OPEN) {
            openSince = clock.instant();
        }
    }

    /** Forgets what another endpoint did. */
    synchronized void reset() {
        breaker.reset();
    }

    /** 0 closed, 1 half open, 2 open. */
    int state() {
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> 0;
            case HALF_OPEN -> 1;
            case OPEN, FORCED_OPEN -> 2;
        };
    }
}
