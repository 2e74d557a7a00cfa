/**
 * The records that walk through the controller: what is declared ({@code Fleet}), what was measured
 * ({@code Observation}), what was decided ({@code Plan}) and what is carried over ({@code Memory}).
 *
 * <p>Rates are requests per second, times milliseconds, money cents per hour, unless a name says otherwise.
 */
package ai.llmd.wva.model;
