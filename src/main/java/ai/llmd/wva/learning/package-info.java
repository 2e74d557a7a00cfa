/**
 * How fast a replica truly is, learned from what is measured of its load anyway: a regression of the time between
 * tokens, which starts from the declared profile or from none. Pure, with a memory that is handed in and out.
 */
package ai.llmd.wva.learning;
