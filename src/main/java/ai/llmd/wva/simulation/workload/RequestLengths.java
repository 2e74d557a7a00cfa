package ai.llmd.wva.simulation.workload;

/** How long requests are, in tokens. */
public record RequestLengths(TokenLength input, TokenLength output) {}
