package ai.llmd.wva.benchmark;

import ai.llmd.wva.queueing.ContinuousBatching;
import ai.llmd.wva.queueing.DecodeTime;
import ai.llmd.wva.queueing.LatencyTargets;
import ai.llmd.wva.queueing.PrefillTime;
import ai.llmd.wva.queueing.PublishedAlgorithm;
import ai.llmd.wva.queueing.Replica;
import ai.llmd.wva.queueing.RequestShape;
import ai.llmd.wva.queueing.Sizer;
import ai.llmd.wva.queueing.Sizing;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time to size one replica for a TTFT and an ITL target, ours against the published algorithm.
 *
 * <p>Every call meets another profile, and nothing is carried from one call to the next. Profiles and requests vary by
 * a tenth around one that is usual for the batch size, and both targets bind at some rate below capacity, so that both
 * are searched for. Single calls are sampled: the median (p0.50) is what a call takes, also on a machine that others
 * use meanwhile.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SizingBenchmark {
    private static final int PROFILES = 1024;

    /** N; the queue holds ten times as many. */
    @Param({"8", "256"})
    public int batch;

    private final Replica[] replicas = new Replica[PROFILES];
    private final Replica[] continuous = new Replica[PROFILES];
    private final RequestShape[] shapes = new RequestShape[PROFILES];
    private final LatencyTargets[] targets = new LatencyTargets[PROFILES];
    private final LatencyTargets[] percentiles = new LatencyTargets[PROFILES];
    private int next;

    @Setup
    public void makeProfiles() {
        var random = new SplittableRandom(2026);
        for (var i = 0; i < PROFILES; i++) {
            var large = batch > 100;
            var decode = large ? decode(random, 7.470, 0.044) : decode(random, 20.58, 0.41);
            var prefill = large ? prefill(random, 15.415, 0.000337) : prefill(random, 5.2, 0.1);
            replicas[i] = Replica.prefillAndDecode(batch, decode, prefill);
            continuous[i] = replicas[i].withContinuousBatching(
                    ContinuousBatching.withKvCache(OptionalDouble.of(800.0 * batch)));
            shapes[i] = large ? shape(random, 128, 512) : shape(random, 50, 178);
            var itlMillis = decode.millisAt(large ? 57.5 : 5.5);
            targets[i] = new LatencyTargets(large ? 1000 : 500, itlMillis, 0);
            percentiles[i] = targets[i].atPercentile(95);
        }
    }

    private static DecodeTime decode(SplittableRandom random, double alphaMillis, double betaMillis) {
        return new DecodeTime(alphaMillis * vary(random), betaMillis * vary(random));
    }

    private static PrefillTime prefill(SplittableRandom random, double gammaMillis, double deltaMillis) {
        return new PrefillTime(gammaMillis * vary(random), deltaMillis * vary(random));
    }

    private static RequestShape shape(SplittableRandom random, double inputTokens, double outputTokens) {
        return new RequestShape(inputTokens * vary(random), outputTokens * vary(random));
    }

    private static double vary(SplittableRandom random) {
        return random.nextDouble(0.9, 1.1);
    }

    private int nextProfile() {
        next = (next + 1) % PROFILES;
        return next;
    }

    @Benchmark
    public Sizing ours() {
        var i = nextProfile();
        return Sizer.size(replicas[i], shapes[i], targets[i]);
    }

    /** The same targets, promised to 95 of 100 requests. */
    @Benchmark
    public Sizing percentile() {
        var i = nextProfile();
        return Sizer.size(replicas[i], shapes[i], percentiles[i]);
    }

    /** Ours, by the law of continuous batching. */
    @Benchmark
    public Sizing continuous() {
        var i = nextProfile();
        return Sizer.size(continuous[i], shapes[i], targets[i]);
    }

    /** The same, promised to 95 of 100 requests. */
    @Benchmark
    public Sizing continuousPercentile() {
        var i = nextProfile();
        return Sizer.size(continuous[i], shapes[i], percentiles[i]);
    }

    /** Including its array of states, which the original allocates for every profile too. */
    @Benchmark
    public double published() {
        var i = nextProfile();
        return new PublishedAlgorithm(replicas[i], shapes[i], PublishedAlgorithm.PUBLISHED_TOLERANCE)
                .maxRatePerSecond(targets[i]);
    }
}
