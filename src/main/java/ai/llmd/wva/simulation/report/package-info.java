/** Scores for people and for programs: a table, JSON, and a page that stands alone. */
package ai.llmd.wva.simulation.report;
