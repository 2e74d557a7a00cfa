package ai.llmd.wva.model;

/** The workload that is scaled, in the variant's namespace. */
public record TargetRef(String apiVersion, String kind, String name) {
    public static final String DEFAULT_API_VERSION = "apps/v1";
    public static final String DEFAULT_KIND = "Deployment";

    public TargetRef {
        Checks.text(apiVersion, "apiVersion");
        Checks.text(kind, "kind");
        Checks.text(name, "name");
    }

    public static TargetRef deployment(String name) {
        return new TargetRef(DEFAULT_API_VERSION, DEFAULT_KIND, name);
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
