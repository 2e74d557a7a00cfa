/** What the facts of a run are worth, as numbers, and what runs on the same seeds say together. Pure. */
package ai.llmd.wva.simulation.score;
