package ai.llmd.wva.model;

/** A ConfigMap's namespace and name. */
public record ConfigMapName(String namespace, String name) {
    public ConfigMapName {
        Checks.text(namespace, "namespace");
        Checks.text(name, "name");
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
