package ai.llmd.wva.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EngineCountersTest {
    private static final EngineLimits LIMITS = new EngineLimits(2, 10, 2048);

    private final EngineCounters counters = new EngineCounters(LIMITS);
    private final Engine engine = new Engine(StepLaw.beside(20, 0, 30, 0), LIMITS, counters);

    @Test
    void seriesAreReadInTheOrderOfTheirNames() {
        engine.submit(0, new SequenceSpec(16, 4, FinishReason.STOP));
        engine.submit(0, new SequenceSpec(24, 4, FinishReason.LENGTH));
        engine.submit(0, new SequenceSpec(24, 4, FinishReason.LENGTH));
        engine.advance(100);
        var series = counters.series(
                Set.of("num_requests_running", "request_success_total", "inter_token_latency_seconds_count")::contains);
        var values = new double[series.size()];
        series.read(engine.state(), values);

        assertThat(series.ids())
                .extracting(id -> id.name() + id.labels())
                .containsExactly(
                        "num_requests_running{}",
                        "request_success_total{finished_reason=stop}",
                        "request_success_total{finished_reason=length}",
                        "request_success_total{finished_reason=abort}",
                        "request_success_total{finished_reason=error}",
                        "request_success_total{finished_reason=repetition}",
                        "inter_token_latency_seconds_count{}");
        assertThat(values).containsExactly(1, 1, 1, 0, 0, 0, 6);
    }

    @Test
    void bucketsAreCumulative() {
        engine.submit(0, new SequenceSpec(16, 4, FinishReason.STOP));
        engine.advance(1_000);
        var buckets = counters.series("inter_token_latency_seconds_bucket"::equals);
        var values = new double[buckets.size()];
        buckets.read(engine.state(), values);

        assertThat(buckets.ids().get(1).labels()).isEqualTo(Map.of("le", "0.025"));
        assertThat(buckets.ids().get(values.length - 1).labels()).isEqualTo(Map.of("le", "+Inf"));
        assertThat(values).startsWith(0, 3, 3).endsWith(3);
        assertThat(VllmBuckets.lengths(100)).containsExactly(1, 2, 5, 10, 20, 50, 100);
    }

    @Test
    void readingMakesNoObjects() {
        var all = counters.series(name -> true);
        var values = new double[all.size()];
        var state = engine.state();
        all.read(state, values);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        for (var i = 0; i < 1_000; i++) {
            all.read(state, values);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000L * Double.BYTES);
    }
}
