package ai.llmd.wva.verticle;

import ai.llmd.wva.policy.PlanningFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults of ours in planning: all are counted, and each distinct one is logged once with its stack trace, however many
 * variants and cycles it strikes.
 */
final class PlanningFaults {
    private static final Logger LOG = LoggerFactory.getLogger(PlanningFaults.class);
    /** So many innermost calls tell one fault from another: messages may differ with every load. */
    private static final int FRAMES = 5;

    private static final int MOST_REMEMBERED = 1000;

    private final Counter failures;
    private final Set<Fault> known = new HashSet<>();

    private record Fault(String type, List<StackTraceElement> calls) {
        static Fault of(Throwable cause) {
            var calls = cause.getStackTrace();
            return new Fault(cause.getClass().getName(), List.of(Arrays.copyOf(calls, Math.min(FRAMES, calls.length))));
        }
    }

    PlanningFaults(MeterRegistry registry) {
        this.failures = Counter.builder("wva.planning.failures")
                .description("Decisions that failed because of a bug in the controller")
                .register(registry);
    }

    void report(long cycle, List<PlanningFailure> faults) {
        for (var fault : faults) {
            failures.increment(fault.variants().size());
            if (known.size() < MOST_REMEMBERED && known.add(Fault.of(fault.cause()))) {
                LOG.atError()
                        .setCause(fault.cause())
                        .addKeyValue("cycle", cycle)
                        .addKeyValue("variants", fault.variants().size())
                        .addKeyValue(
                                "variant",
                                fault.variants().isEmpty()
                                        ? "none"
                                        : fault.variants().get(0))
                        .log("planning failed because of a bug in the controller: the decisions stay as they are;"
                                + " please report it; the same bug is not logged again");
            }
        }
    }
}
