package ai.llmd.wva.profile.fit;

import java.util.stream.DoubleStream;

/**
 * How far a law is from what was measured, as shares of the measured.
 *
 * @param mean of the absolute errors
 * @param worst of them
 */
public record FitError(double mean, double worst) {
    static FitError of(DoubleStream errors) {
        var summary = errors.map(Math::abs).summaryStatistics();
        return summary.getCount() == 0 ? new FitError(0, 0) : new FitError(summary.getAverage(), summary.getMax());
    }
}
