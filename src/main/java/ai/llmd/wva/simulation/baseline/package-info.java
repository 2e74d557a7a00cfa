/** What others decide on replicas by, as they published it, and pools that never change. */
package ai.llmd.wva.simulation.baseline;
