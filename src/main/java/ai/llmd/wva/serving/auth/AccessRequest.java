package ai.llmd.wva.serving.auth;

/** What a caller wants to do. */
public sealed interface AccessRequest {

    /** To {@code get} a path that is no resource, e.g. {@code /openapi/v2}. */
    record Path(String path) implements AccessRequest {}

    /** To {@code list} a resource in a namespace. */
    record Listing(String group, String resource, String namespace) implements AccessRequest {}
}
