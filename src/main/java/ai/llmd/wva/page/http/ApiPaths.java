package ai.llmd.wva.page.http;

/** Where the API is. */
final class ApiPaths {
    static final String BASE = "/api/v1";
    static final String FLEET = BASE + "/fleet";
    static final String VARIANTS = BASE + "/variants";
    static final String DECISIONS = BASE + "/decisions";
    static final String PLAN = BASE + "/plan";
    static final String EVENTS = BASE + "/events";
    static final String OPEN_API = BASE + "/openapi.json";

    private ApiPaths() {}
}
