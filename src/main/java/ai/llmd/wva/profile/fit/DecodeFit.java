package ai.llmd.wva.profile.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A decode step of n requests takes {@code alpha + (beta + kappa context) n} milliseconds.
 *
 * <p>Each point weighs by its relative error. kappa is 0 where contexts are too much alike to tell it, or where it is
 * not clearly above 0: beta is then that of the contexts measured.
 *
 * @param kappaMillis what a token of a request's context adds
 * @param alphaError standard error of alpha, milliseconds
 * @param betaError standard error of beta, milliseconds
 */
public record DecodeFit(
        double alphaMillis,
        double betaMillis,
        double kappaMillis,
        double alphaError,
        double betaError,
        FitError error) {
    /** Batches that differ by less than this factor are one operating point, which cannot tell alpha from beta. */
    public static final double LEAST_BATCH_RATIO = 1.5;

    /** Contexts that differ by less than this factor cannot tell beta from kappa. */
    private static final double LEAST_CONTEXT_RATIO = 2;

    /** How many standard errors above 0 kappa must be. */
    private static final double CLEARLY = 3;

    /** What the longest context must add to beta, as a share of it. */
    private static final double LEAST_SHARE = 0.001;

    /** The law of some points; empty where they are one operating point or none. */
    public static Optional<DecodeFit> of(List<DecodePoint> points) {
        if (!spread(points.stream().mapToDouble(DecodePoint::requests).toArray(), LEAST_BATCH_RATIO)) {
            return Optional.empty();
        }
        var contexts = points.stream().mapToDouble(DecodePoint::contextTokens).toArray();
        if (points.size() > 3 && spread(contexts, LEAST_CONTEXT_RATIO)) {
            var whole = solve(points, true);
            if (whole.isPresent() && matters(whole.get(), contexts)) {
                return whole.map(solution -> of(points, solution, solution.coefficient(2)));
            }
        }
        return solve(points, false).map(solution -> of(points, solution, 0));
    }

    /** Of a batch of {@code requests} with so much context each. */
    public double millisAt(double requests, double contextTokens) {
        return alphaMillis + betaAt(contextTokens) * requests;
    }

    /** What each request adds to a step, with its context. */
    public double betaAt(double contextTokens) {
        return betaMillis + kappaMillis * contextTokens;
    }

    /** Whether kappa is beyond doubt and adds more to beta than arithmetic leaves of nothing. */
    private static boolean matters(LeastSquares.Solution solution, double[] contexts) {
        var kappa = solution.coefficient(2);
        var most = Arrays.stream(contexts).max().orElse(0);
        return kappa > CLEARLY * solution.error(2) && kappa * most > LEAST_SHARE * solution.coefficient(1);
    }

    static boolean spread(double[] values, double ratio) {
        var least = Double.POSITIVE_INFINITY;
        var most = 0.0;
        for (var value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return values.length > 1 && most >= ratio * least;
    }

    private static Optional<LeastSquares.Solution> solve(List<DecodePoint> points, boolean withContext) {
        var rows = new double[points.size()][];
        var values = new double[points.size()];
        for (var i = 0; i < rows.length; i++) {
            var point = points.get(i);
            var weight = 1 / point.itlMillis();
            var each = weight * point.requests();
            rows[i] = withContext
                    ? new double[] {weight, each, each * point.contextTokens()}
                    : new double[] {weight, each};
            values[i] = 1;
        }
        return LeastSquares.solve(rows, values);
    }

    private static DecodeFit of(List<DecodePoint> points, LeastSquares.Solution solution, double kappa) {
        var law = new DecodeFit(
                solution.coefficient(0),
                solution.coefficient(1),
                kappa,
                solution.error(0),
                solution.error(1),
                new FitError(0, 0));
        return law.with(FitError.of(points.stream()
                .mapToDouble(point -> law.millisAt(point.requests(), point.contextTokens()) / point.itlMillis() - 1)));
    }

    private DecodeFit with(FitError known) {
        return new DecodeFit(alphaMillis, betaMillis, kappaMillis, alphaError, betaError, known);
    }
}
