package ai.llmd.wva.simulation.workload;

import java.util.List;

/** Where the requests of a model come from. */
public sealed interface OfferedLoad {
    /** How long there are requests. */
    double seconds();

    /** Rate at an instant, over all that chance may do: requests per second. */
    double ratePerSecondAt(double seconds);

    /** Stages one after the other, with requests drawn at random. */
    record Staged(List<LoadStage> stages, ArrivalProcess arrivals) implements OfferedLoad {
        public Staged {
            stages = List.copyOf(stages);
            Refuse.unless(!stages.isEmpty(), "there must be 1 stage or more", stages.size());
        }

        @Override
        public double seconds() {
            var seconds = 0.0;
            for (var stage : stages) {
                seconds += stage.seconds();
            }
            return seconds;
        }

        @Override
        public double ratePerSecondAt(double seconds) {
            var start = 0.0;
            for (var stage : stages) {
                if (seconds < start + stage.seconds()) {
                    return seconds < 0 ? 0 : stage.rate().ratePerSecondAt(seconds - start) * arrivals.meanFactor();
                }
                start += stage.seconds();
            }
            return 0;
        }
    }

    /** Requests that came once. The rate is that of the minute around an instant. */
    record Recorded(TraceData trace) implements OfferedLoad {
        private static final double HALF_WINDOW_SECONDS = 30;

        @Override
        public double seconds() {
            return Math.floor(trace.atMillis(trace.size() - 1) / 1000) + 1;
        }

        @Override
        public double ratePerSecondAt(double seconds) {
            var from = Math.max(0, seconds - HALF_WINDOW_SECONDS);
            var to = Math.min(seconds(), seconds + HALF_WINDOW_SECONDS);
            return to > from ? (trace.before(to * 1000) - trace.before(from * 1000)) / (to - from) : 0;
        }
    }
}
