package ai.llmd.wva.loadgen;

/**
 * How often one reason occurred.
 *
 * @param count requests that failed for it
 * @param example what the first of them was told
 */
public record FailureCount(long count, String example) {
    FailureCount plusOne() {
        return new FailureCount(count + 1, example);
    }
}
