package ai.llmd.wva.signals;

import java.util.List;

/**
 * What a histogram of lengths grew by, over some time and all servers of a model in a namespace that are in it.
 *
 * @param prompts of prompts, else of answers
 * @param upperBound of the bucket, whose requests are at most so long, infinite = all; NaN = this is the sum of lengths
 * @param growth requests, or tokens where it is the sum
 */
public record LengthSample(String namespace, String model, boolean prompts, double upperBound, double growth) {

    /** What a counter of one server grew by between its first sample and its last. */
    public static double growth(Points counter) {
        return Growth.since(List.of(counter), Long.MIN_VALUE);
    }
}
