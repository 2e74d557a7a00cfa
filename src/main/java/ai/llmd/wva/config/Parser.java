package ai.llmd.wva.config;

/** Reads one value from text. */
@FunctionalInterface
interface Parser<T> {
    /**
     * The value that the text means.
     *
     * @throws IllegalArgumentException with a message for the text's author
     */
    T parse(String text);
}
