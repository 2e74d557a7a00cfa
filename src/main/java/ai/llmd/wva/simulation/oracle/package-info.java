/** What someone could do who knows every request beforehand: a bound for all, and a plan that can be followed. */
package ai.llmd.wva.simulation.oracle;
