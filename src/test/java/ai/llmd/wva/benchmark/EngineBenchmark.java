package ai.llmd.wva.benchmark;

import ai.llmd.wva.engine.Calibration;
import ai.llmd.wva.engine.Engine;
import ai.llmd.wva.engine.EngineCounters;
import ai.llmd.wva.engine.EngineSeries;
import ai.llmd.wva.engine.EngineState;
import ai.llmd.wva.engine.FinishReason;
import ai.llmd.wva.engine.SequenceSpec;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time to simulate one replica: the long requests of the staged ramp close to what it can serve, some 78,000 steps of
 * 64 sequences an hour, and what reading its counters takes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EngineBenchmark {
    private static final Calibration CALIBRATION = Calibration.H100_QWEN32B_TP2;
    private static final double HOUR_MILLIS = 3_600_000;
    private static final double REQUESTS_PER_SECOND = 1.4;

    private long seed;
    private final EngineCounters scraped = new EngineCounters(CALIBRATION.limits());
    private final EngineState state = new Engine(CALIBRATION.law(), CALIBRATION.limits(), scraped).state();
    private final EngineSeries series = scraped.series(name -> !name.endsWith("_bucket"));
    private final double[] values = new double[series.size()];

    /** An hour of a replica with its counters, every time with other requests. */
    @Benchmark
    public EngineState replicaHour() {
        var engine = new Engine(CALIBRATION.law(), CALIBRATION.limits(), new EngineCounters(CALIBRATION.limits()));
        var random = new SplittableRandom(seed++);
        var atMillis = 0.0;
        while (atMillis < HOUR_MILLIS) {
            atMillis -= StrictMath.log(1 - random.nextDouble()) * 1000 / REQUESTS_PER_SECOND;
            engine.submit(
                    atMillis,
                    new SequenceSpec(random.nextInt(3200, 4801), random.nextInt(800, 1201), FinishReason.STOP));
        }
        return engine.state();
    }

    /** All series of a replica but the buckets. */
    @Benchmark
    public double[] scrape() {
        series.read(state, values);
        return values;
    }
}
