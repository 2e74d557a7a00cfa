/** What a simulated run gave, as facts: every request, every replica, every look that a contender took. */
package ai.llmd.wva.simulation.outcome;
