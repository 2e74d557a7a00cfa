package ai.llmd.wva.simulation.contender;

/**
 * What a reader of a comparison should know about a contender.
 *
 * @param formula what it computes
 * @param parameters with what values
 * @param source where both were published
 * @param swept the one parameter that is varied to match attainment; empty where none is
 */
public record Description(String formula, String parameters, String source, String swept) {}
