package ai.llmd.wva.verticle;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns when more is declared than the heap carries: at first, and again for every tenth more. Not thread-safe. */
final class HeapWarning {
    private static final Logger LOG = LoggerFactory.getLogger(HeapWarning.class);
    private static final double WORTH_REPEATING = 1.1;

    private final long maxHeapBytes;
    private int warnedOf;

    HeapWarning(long maxHeapBytes) {
        this.maxHeapBytes = maxHeapBytes;
    }

    /** Looks at a number of variants; tells whether it warned. */
    boolean check(int variants) {
        var shortage = HeapNeed.shortage(variants, maxHeapBytes);
        if (shortage.isEmpty()) {
            warnedOf = 0;
            return false;
        }
        if (variants < warnedOf * WORTH_REPEATING) {
            return false;
        }
        warnedOf = variants;
        LOG.atWarn()
                .addKeyValue("variants", variants)
                .addKeyValue("heapMiB", shortage.get().heapMiB())
                .addKeyValue("neededMiB", shortage.get().neededMiB())
                .addKeyValue("memoryLimitMiB", shortage.get().containerMiB())
                .log("the heap is too small for the number of variants: set the container's memory limit"
                        + " named here");
        return true;
    }
}
