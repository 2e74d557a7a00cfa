package ai.llmd.wva.learning;

/**
 * What is believed before anything is measured: the times of a step are about these, each of them as a multiple of
 * what is written here. How much they may differ from it is said by a precision matrix of the multiples, so that a
 * belief can be firm in one direction and open in another.
 *
 * @param center the times, of which none is believed to be 0 or less
 * @param least bound of the multiples
 * @param most likewise
 */
record Prior(
        StepTimes center,
        double alphaAlpha,
        double alphaBeta,
        double alphaDelta,
        double betaBeta,
        double betaDelta,
        double deltaDelta,
        double least,
        double most) {
    /** A declared profile may be wrong by that in all of its times together ... */
    private static final double SCALE = 0.5;

    /** ... and by that in each of them beside the others. */
    private static final double SHAPE = 0.06;

    /** No declared profile is believed to be off by more. */
    private static final double BOUND = 4;

    /** How little is known of alpha and beta where nothing is declared. */
    private static final double OPEN = 1;

    /** What a prompt token takes of what a decoded one does: it is computed in the same way, and looks back on less. */
    private static final double PROMPT_SHARE = 0.5;

    /** How well that is known, as a share of it. */
    private static final double PROMPT_SHARE_DEVIATION = 0.5;

    /**
     * Around a declared profile: wide in its scale, narrow across. At a single operating point, which can tell one
     * number only, it is then the scale that moves.
     */
    static Prior around(StepTimes declared) {
        double own = 1 / (SHAPE * SHAPE);
        double common = own * SCALE * SCALE / (SHAPE * SHAPE + 3 * SCALE * SCALE);
        return new Prior(
                declared, own - common, -common, -common, own - common, -common, own - common, 1 / BOUND, BOUND);
    }

    /** Where nothing is declared: of the size of what was measured, and open. */
    static Prior of(StepSums sums) {
        double time = sums.time() / sums.one();
        double requests = Math.max(1, sums.requests() / sums.one());
        double prompts = sums.prompts() / sums.one();
        double beta = time / 2 / (requests + PROMPT_SHARE * prompts);
        double open = 1 / (OPEN * OPEN);
        double tied = 1 / (PROMPT_SHARE_DEVIATION * PROMPT_SHARE_DEVIATION);
        return new Prior(
                new StepTimes(time / 2, beta, PROMPT_SHARE * beta), open, 0, 0, open + tied, -tied, tied, 0, 100);
    }

    /** What is believed with what was measured. */
    StepEstimate with(StepSums sums) {
        double a = center.alphaMillis();
        double b = center.betaMillis();
        double d = center.deltaMillis();
        var matrix = new double[][] {
            {alphaAlpha + a * a * sums.one(), alphaBeta + a * b * sums.requests(), alphaDelta + a * d * sums.prompts()},
            {0, betaBeta + b * b * sums.requestsSquared(), betaDelta + b * d * sums.requestsPrompts()},
            {0, 0, deltaDelta + d * d * sums.promptsSquared()}
        };
        var right = new double[] {
            alphaAlpha + alphaBeta + alphaDelta + a * sums.time(),
            alphaBeta + betaBeta + betaDelta + b * sums.timeRequests(),
            alphaDelta + betaDelta + deltaDelta + d * sums.timePrompts()
        };
        return StepEstimate.of(center, new Normal(matrix, right).within(least, most));
    }
}
