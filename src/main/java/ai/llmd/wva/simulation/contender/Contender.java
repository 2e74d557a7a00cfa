package ai.llmd.wva.simulation.contender;

/**
 * What decides on replicas in a simulation, together with everything that acts on its word, an HPA for instance.
 * Immutable; every run starts a scaler of its own.
 */
public interface Contender {

    /** How a user asks for it, e.g. {@code keda-slo}. */
    String name();

    /** Formula, parameters and source, in a line of a table. */
    Description description();

    /** One that has seen nothing yet, for a run. */
    Scaler start(Scene scene);
}
