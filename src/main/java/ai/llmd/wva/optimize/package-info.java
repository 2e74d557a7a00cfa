/**
 * The command {@code optimize}: a fleet that is written down in files, planned by the same planner as a running one,
 * and the plan as an answer to print. {@code input} reads, {@code output} writes.
 */
package ai.llmd.wva.optimize;
