package ai.llmd.wva.optimize.input;

/**
 * One document of a source.
 *
 * @param source the source's name
 */
record Document(Source source, Value root) {
    boolean isResource() {
        return root.get("kind").present();
    }
}
