package ai.llmd.wva.serving.auth;

/** What a caller wants to do. */
public sealed interface AccessRequest {

    /**
     * To use a path that is no resource.
     *
     * @param path e.g. {@code /openapi/v2}
     * @param verb {@code get} or {@code post}
     */
    record Path(String path, String verb) implements AccessRequest {
        /** To {@code get} it. */
        public Path(String path) {
            this(path, "get");
        }
    }

    /** To {@code list} a resource in a namespace. */
    record Listing(String group, String resource, String namespace) implements AccessRequest {}
}
