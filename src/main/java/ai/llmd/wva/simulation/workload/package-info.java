/**
 * What a simulation is about: models with their load, the variants that serve them, the cluster, and the stream of
 * requests that a seed makes of it. JDK and the engine's client habits only.
 */
package ai.llmd.wva.simulation.workload;
