package ai.llmd.wva.model;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is known of a variant's load, or why nothing is. */
public sealed interface Measurement {

    /**
     * Load is known.
     *
     * @param age of the oldest sample that went in
     * @param reportingPods pods whose metrics are fresh
     * @param expectedPods ready pods that are old enough to have a rate
     * @param caveats what a reader of these numbers should know about them
     */
    record Measured(Load load, Duration age, int reportingPods, int expectedPods, List<Caveat> caveats)
            implements Measurement {
        public Measured {
            caveats = List.copyOf(caveats);
        }

        /** Numbers without reserve. */
        public Measured(Load load, Duration age, int reportingPods, int expectedPods) {
            this(load, age, reportingPods, expectedPods, List.of());
        }

        /** Some pods do not report: the load is a lower bound. */
        public boolean partial() {
            return reportingPods < expectedPods || caveats.stream().anyMatch(Caveat.PartialAnswer.class::isInstance);
        }

        /** Clients seem to give up in a queue, and no pod has room for them: more are needed than serve. */
        public boolean lacksReplicas() {
            return caveats.stream().anyMatch(caveat -> caveat instanceof Caveat.HiddenDemand)
                    && caveats.stream().noneMatch(caveat -> caveat instanceof Caveat.UnevenQueue);
        }

        /** Nothing completed yet, so that requests are longer than their lengths say. */
        public boolean understatesLengths() {
            return caveats.stream().anyMatch(caveat -> caveat instanceof Caveat.StartedLengths);
        }

        /** Requests wait in a gateway that may be meant for the variant, or for another one. */
        public boolean gatewayMayWait() {
            return caveats.stream()
                    .anyMatch(caveat -> caveat instanceof Caveat.GatewayQueue queue && queue.ambiguous());
        }

        /** The same profile where the engine admits fewer requests at once than it declares. */
        public PerformanceProfile admitted(PerformanceProfile profile) {
            var admitted = profile;
            for (var caveat : caveats) {
                if (caveat instanceof Caveat.BatchLimit limit) {
                    admitted = admitted.withBatchOfAtMost(limit.admitted());
                }
            }
            return admitted;
        }

        /** How many pods hold requests and do not get on with them: they carry nothing. */
        public int stuckPods() {
            return namesOfStuckPods().size();
        }

        /** Their names. */
        public SortedSet<String> namesOfStuckPods() {
            var names = new TreeSet<String>();
            for (var caveat : caveats) {
                if (caveat instanceof Caveat.StuckPods stuck) {
                    names.addAll(stuck.pods());
                }
            }
            return names;
        }
    }

    /** Load is unknown, which is never the same as zero. */
    record Unknown(Cause cause, String message) implements Measurement {}

    /** Why load is unknown. */
    enum Cause {
        /** Not one series of its pods. */
        ABSENT,
        /** Series that are needed are not there, or have only NaN and infinite values. */
        MISSING,
        /** The newest sample is too old. */
        STALE,
        /** Prometheus did not answer, or not as Prometheus does. */
        PROMETHEUS_ERROR,
        /** More than the engine's own tokens, its running requests and its past can explain. */
        IMPLAUSIBLE
    }
}
