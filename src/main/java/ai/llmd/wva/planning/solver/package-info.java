/**
 * Sharing out accelerators among demands: which of its choices each demand gets, so that as many as possible are served
 * in order of priority, and that as cheaply as possible. Knows nothing of queueing, variants or clusters.
 */
package ai.llmd.wva.planning.solver;
