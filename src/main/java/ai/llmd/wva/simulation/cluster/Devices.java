package ai.llmd.wva.simulation.cluster;

/**
 * Devices of one type: so many at most, of which nodes bring some at once and others after a while. A node that nobody
 * uses is given back after ten minutes, as the cluster autoscaler does by default
 * (scale-down-unneeded-time, github.com/kubernetes/autoscaler, cluster-autoscaler/FAQ.md); nodes are counted in
 * devices and share one timer, which begins anew whenever one is left or comes for nobody.
 */
final class Devices {
    private static final double UNNEEDED_MILLIS = 600_000;

    private final Agenda agenda;
    private final Runnable onMore;
    private final long limit;
    private final double provisioningMillis;
    private long there;
    private long used;
    private long coming;
    private long lastShrink;

    /**
     * Devices of which none is used yet.
     *
     * @param limit how many there can ever be
     * @param provisioningMillis how long a node takes to come; 0 = all are there from the start
     * @param onMore told when devices have become free or have come
     */
    Devices(Agenda agenda, long limit, double provisioningMillis, Runnable onMore) {
        this.agenda = agenda;
        this.limit = limit;
        this.provisioningMillis = provisioningMillis;
        this.onMore = onMore;
        this.there = provisioningMillis > 0 ? 0 : limit;
    }

    /** Has so many more there without waiting, since replicas run on them when the run begins. */
    void present(long count) {
        there = Math.max(there, Math.min(limit, used + count));
    }

    /** Takes devices if so many are free; else has nodes come for them, as far as the limit allows. */
    boolean tryTake(long count) {
        if (there - used >= count) {
            used += count;
            return true;
        }
        return false;
    }

    /** Has nodes come for what waits. */
    void request(long waiting) {
        long missing = Math.min(waiting - (there - used) - coming, limit - there - coming);
        if (missing > 0) {
            coming += missing;
            agenda.in(provisioningMillis, () -> {
                coming -= missing;
                there += missing;
                onMore.run();
                if (there > used) {
                    shrinkLater();
                }
            });
        }
    }

    void release(long count) {
        used -= count;
        if (provisioningMillis > 0) {
            shrinkLater();
        }
        onMore.run();
    }

    private void shrinkLater() {
        long mark = ++lastShrink;
        agenda.in(UNNEEDED_MILLIS, () -> shrink(mark));
    }

    private void shrink(long mark) {
        if (mark == lastShrink) {
            there = used;
        }
    }
}
