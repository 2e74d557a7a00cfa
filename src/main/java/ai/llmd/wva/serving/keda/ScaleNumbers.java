package ai.llmd.wva.serving.keda;

/** Where the numbers come from. Answers at once, on any thread. */
public interface ScaleNumbers {

    /** The number of the variant with that namespace and name, now. */
    Reading read(String namespace, String name);

    /** Has a quick listener called, on any thread, when numbers may have changed. */
    void onChange(Runnable listener);

    /** What is known of a variant. */
    sealed interface Reading {}

    /**
     * Its number may be acted on.
     *
     * @param replicas desired ones
     */
    record Known(int replicas) implements Reading {}

    /** There is no such variant. */
    record Undeclared() implements Reading {}

    /**
     * There is no number that may be acted on.
     *
     * @param why as a sentence without its period
     */
    record Unknown(String why) implements Reading {}
}
