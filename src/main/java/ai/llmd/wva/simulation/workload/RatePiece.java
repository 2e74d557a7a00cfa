package ai.llmd.wva.simulation.workload;

/**
 * A stretch of time over which the rate is a straight line.
 *
 * @param fromPerSecond rate at its start
 * @param toPerSecond rate at its end
 */
record RatePiece(
        double startSeconds, double endSeconds, double fromPerSecond, double toPerSecond, RequestLengths lengths) {
    /** How many requests the rate adds up to. */
    double requests() {
        return (fromPerSecond + toPerSecond) / 2 * (endSeconds - startSeconds);
    }

    /** When so many of them have come. */
    double secondsAfter(double requests) {
        if (requests <= 0) {
            return startSeconds;
        }
        var slope = (toPerSecond - fromPerSecond) / (endSeconds - startSeconds);
        var root = StrictMath.sqrt(Math.max(0, fromPerSecond * fromPerSecond + 2 * slope * requests));
        return Math.min(endSeconds, startSeconds + 2 * requests / (fromPerSecond + root));
    }
}
