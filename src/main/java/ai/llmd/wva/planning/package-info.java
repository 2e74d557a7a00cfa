/**
 * From an observation to a plan, as pure functions: the same observation and memory give the same plan and memory, to
 * the bit. No clock, no I/O, no globals; every iteration is in name order.
 */
package ai.llmd.wva.planning;
