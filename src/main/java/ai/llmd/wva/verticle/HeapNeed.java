package ai.llmd.wva.verticle;

import java.util.Optional;

/**
 * How much heap a number of variants takes, in MiB. Measured with one pod a variant, see {@code docs/performance.md}: a
 * cycle holds two generations of its records while it works.
 */
final class HeapNeed {
    private static final double MIB = 1 << 20;
    /** What the process takes without variants, and the room that a collection needs. */
    static final double BASE_MIB = 48;

    static final double PER_VARIANT_MIB = 0.045;
    /** Part of a container's memory that is heap, as the image's flags say. */
    private static final double HEAP_PART = 0.4;

    private HeapNeed() {}

    /** The heap that this many variants take. */
    static double mebibytes(int variants) {
        return BASE_MIB + PER_VARIANT_MIB * variants;
    }

    /**
     * What to warn of, if the heap is too small.
     *
     * @param maxHeapBytes how far the heap may grow
     */
    static Optional<Shortage> shortage(int variants, long maxHeapBytes) {
        double needed = mebibytes(variants);
        double there = maxHeapBytes / MIB;
        return there >= needed
                ? Optional.empty()
                : Optional.of(new Shortage(
                        variants, (long) there, (long) Math.ceil(needed), (long) Math.ceil(needed / HEAP_PART)));
    }

    /**
     * A heap that is too small.
     *
     * @param containerMiB memory limit with which the image's flags give the needed heap
     */
    record Shortage(int variants, long heapMiB, long neededMiB, long containerMiB) {}
}
