package ai.llmd.wva.demo;

/**
 * How requests were served.
 *
 * @param withinTargets of the answered ones, those that kept all latency targets
 * @param ttftMillisMean mean time to first token
 * @param itlMillisMean mean time between two tokens
 */
public record RequestTotals(
        long answered, long failed, long withinTargets, double ttftMillisMean, double itlMillisMean) {

    /** Share of the answered requests that kept all targets, 0..1; 1 without any. */
    public double shareWithin() {
        return answered == 0 ? 1 : (double) withinTargets / answered;
    }
}
