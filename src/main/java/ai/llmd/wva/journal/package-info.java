/**
 * The journal: what the controller decided from, cycle by cycle, in a file that {@code replay} repeats. It writes and
 * reads records as they are, whatever they are made of, so that a new component of a record is journalled by itself.
 */
package ai.llmd.wva.journal;
