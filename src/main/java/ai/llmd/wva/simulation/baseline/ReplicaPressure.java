package ai.llmd.wva.simulation.baseline;

/**
 * What a saturation analyzer reads of a replica.
 *
 * @param kvUsage the most of a minute, 0 to 1
 * @param waiting requests, the most of a minute
 */
record ReplicaPressure(double kvUsage, double waiting) {}
