package ai.llmd.wva.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** One replica that nobody scales, and what its clients see. */
final class StaticReplica {
    private StaticReplica() {}

    /** Seconds to the first token of each request, in order of length; all that arrive are served to their end. */
    static double[] firstTokenSeconds(
            Calibration calibration, SequenceSpec each, double perSecond, double minutes, long seed) {
        var engine = new Engine(calibration.law(), calibration.limits(), EngineListener.NONE);
        var random = new SplittableRandom(seed);
        List<Sequence> sequences = new ArrayList<>();
        var atMillis = exponential(random) * 1000 / perSecond;
        while (atMillis < minutes * 60_000) {
            sequences.add(engine.submit(atMillis, each));
            atMillis += exponential(random) * 1000 / perSecond;
        }
        engine.advance(Double.MAX_VALUE);
        return sequences.stream()
                .mapToDouble(sequence -> sequence.firstTokenMillis() / 1000)
                .sorted()
                .toArray();
    }

    /** Requests that it finishes in a second while others always wait. */
    static double saturationPerSecond(Calibration calibration, SequenceSpec each) {
        var requests = 4_000;
        var engine = new Engine(calibration.law(), calibration.limits(), EngineListener.NONE);
        var endsMillis = new double[requests];
        var sequences = new Sequence[requests];
        Arrays.setAll(sequences, i -> engine.submit(0, each));
        engine.advance(Double.MAX_VALUE);
        Arrays.setAll(endsMillis, i -> sequences[i].endedAtMillis());
        Arrays.sort(endsMillis);
        var first = requests / 10;
        var last = requests - 1 - first;
        return (last - first) * 1000 / (endsMillis[last] - endsMillis[first]);
    }

    /** The value that a share of the sorted ones does not exceed. */
    static double percentile(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    }

    /** With mean 1. */
    static double exponential(SplittableRandom random) {
        return -StrictMath.log(1 - random.nextDouble());
    }
}
