package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.WorkLimit;

/**
 * How much a search may do.
 *
 * @param nodes how many may be looked at whose prices are those of all
 * @param choices how many may be looked at in nodes that have prices of their own
 * @param seed of what it draws; another one leads it elsewhere
 * @param goodEnough a gap of this share of the cost is not worth searching on
 * @param limit when to stop
 */
record Work(long nodes, long choices, long seed, double goodEnough, WorkLimit limit) {
    /** What a node takes in time, in choices. */
    private static final int CHOICES_A_NODE = 40;

    /** Where it is the number served that counts, prices tell little: a tree of them has this part of the work. */
    private static final int PART_FOR_SERVICE = 2;

    /** For the least value. */
    static Work forValue(long nodes, long seed, double goodEnough, WorkLimit limit) {
        return new Work(nodes / 2, nodes * CHOICES_A_NODE, seed, goodEnough, limit);
    }

    /** For the most service, until nothing better is left. */
    static Work forService(long nodes, long seed, WorkLimit limit) {
        return new Work(nodes, nodes * CHOICES_A_NODE / PART_FOR_SERVICE, seed, 0, limit);
    }
}
