package ai.llmd.wva.simulation.matrix;

/** A run that threw: a fault of this program. */
public record RunFailure(String shape, String contender, long seed, RuntimeException cause) {}
