/** Where the load of variants comes from, behind one interface. */
package ai.llmd.wva.metrics;
