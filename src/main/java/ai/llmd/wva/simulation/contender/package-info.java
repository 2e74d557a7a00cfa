/** What decides on replicas in a simulation: our policies and everyone else's, behind one interface. */
package ai.llmd.wva.simulation.contender;
