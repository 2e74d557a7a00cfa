package ai.llmd.wva.engine;

import java.util.stream.DoubleStream;

/** Upper bounds of vLLM's histograms, in seconds or tokens (vllm/v1/metrics/loggers.py). */
final class VllmBuckets {
    static final double[] FIRST_TOKEN = {
        0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560
    };
    static final double[] TOKEN_GAP = {
        0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80
    };
    static final double[] REQUEST = {
        0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680
    };

    private VllmBuckets() {}

    /** 1, 2, 5, 10, 20, 50 and so on, up to the longest sequence. */
    static double[] lengths(int maxSequenceTokens) {
        return DoubleStream.iterate(1, power -> power <= maxSequenceTokens, power -> power * 10)
                .flatMap(power -> DoubleStream.of(power, 2 * power, 5 * power))
                .filter(bound -> bound <= maxSequenceTokens)
                .toArray();
    }
}
