package ai.llmd.wva.explain;

/** Loads at which a decision changes, in words: absolute, and how far from the load now. */
final class ThresholdText {
    /** What changes a decision where there are too few. */
    static final String MORE_DEVICES = "more devices";

    private static final double PERCENT = 100;

    private ThresholdText() {}

    static Sentence above(Sentence text, double thresholdPerSecond, double nowPerSecond) {
        text.add("above ").perMinute(thresholdPerSecond);
        return share(text, thresholdPerSecond / nowPerSecond - 1, "more");
    }

    static Sentence atMost(Sentence text, double thresholdPerSecond, double nowPerSecond) {
        text.add("at ").perMinute(thresholdPerSecond).add(" or less");
        return share(text, 1 - thresholdPerSecond / nowPerSecond, "less");
    }

    /** Nothing where the load is already past the threshold, as it is where bounds decide. */
    private static Sentence share(Sentence text, double share, String direction) {
        return share > 0 && share < Double.POSITIVE_INFINITY
                ? text.add(" (")
                        .whole(share * PERCENT)
                        .add(" % ")
                        .add(direction)
                        .add(" load)")
                : text;
    }
}
