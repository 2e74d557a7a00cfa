package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.WorkLimit;

/**
 * How much a search may do.
 *
 * @param nodes how many it may look at
 * @param seed of what it draws; another one leads it elsewhere
 * @param goodEnough a gap of this share of the cost is not worth searching on
 * @param limit when to stop
 */
record Work(long nodes, long seed, double goodEnough, WorkLimit limit) {
    Work withNodes(long other) {
        return new Work(other, seed, goodEnough, limit);
    }
}
