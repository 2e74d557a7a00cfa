/**
 * What decides, behind one interface: {@link ai.llmd.wva.policy.Policy}. With what every policy needs, and the
 * baselines that the default one, {@code planning}, is measured by. Pure: no clock, no I/O, no globals.
 */
package ai.llmd.wva.policy;
