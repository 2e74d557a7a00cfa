/** The demand that a journal recorded, as a workload that policies can be simulated on. */
package ai.llmd.wva.simulation.recorded;
