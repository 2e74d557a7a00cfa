/** Every contender on every shape with every seed, on all cores. */
package ai.llmd.wva.simulation.matrix;
