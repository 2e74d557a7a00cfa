/** The simulated cluster: replicas from creation to termination, the devices they run on, who gets a request. */
package ai.llmd.wva.simulation.cluster;
