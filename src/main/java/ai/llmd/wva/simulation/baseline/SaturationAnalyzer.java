package ai.llmd.wva.simulation.baseline;

import java.util.List;
import java.util.Map;

/** What a saturation analyzer makes of the variants of one model. Has state; lives for one run. */
@FunctionalInterface
interface SaturationAnalyzer {

    /**
     * The replicas that each variant should have, by the index of its target.
     *
     * @param variants in order of their targets
     * @param desired what it said last, by the same index; empty at first
     */
    Map<Integer, Integer> targets(List<VariantPressure> variants, Map<Integer, Integer> desired);
}
