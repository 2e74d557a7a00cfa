package ai.llmd.wva.simulation.outcome;

/**
 * What a contender decided on a target, and why.
 *
 * @param desired what it would like to have
 * @param held it had nothing to decide on
 * @param why in words; empty where it gives none
 */
public record Note(double atMillis, int target, int desired, boolean held, String why) {}
