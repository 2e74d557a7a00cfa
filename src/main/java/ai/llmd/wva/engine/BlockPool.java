package ai.llmd.wva.engine;

/** The KV cache as a count of equal blocks: which ones a sequence holds does not matter, only how many. */
final class BlockPool {
    private final int total;
    private int used;

    BlockPool(int total) {
        this.total = total;
    }

    /** Takes {@code count} blocks, or none and answers false when so many are not free. */
    boolean tryTake(int count) {
        return tryTakeAndKeep(count, 0);
    }

    /** Takes {@code count} blocks and leaves {@code kept} free, or takes none and answers false. */
    boolean tryTakeAndKeep(int count, int kept) {
        if (count + kept > total - used) {
            return false;
        }
        used += count;
        return true;
    }

    void release(int count) {
        if (count > used) {
            throw new IllegalStateException("released " + count + " of " + used + " blocks");
        }
        used -= count;
    }

    int used() {
        return used;
    }

    int total() {
        return total;
    }
}
