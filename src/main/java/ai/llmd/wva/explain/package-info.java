/**
 * Decisions and problems put into words, for everyone who reads them: status, Events, log, {@code optimize --explain},
 * the demo. It reads facts and decides nothing. Pure: no clock, no I/O.
 */
package ai.llmd.wva.explain;
