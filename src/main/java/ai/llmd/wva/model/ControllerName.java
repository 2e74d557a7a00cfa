package ai.llmd.wva.model;

/**
 * A controller among several: all its replicas go by one name.
 *
 * @param namespace where it lives
 * @param lease by which its replicas choose their leader; empty where it always leads
 */
public record ControllerName(String namespace, String lease) {
    public ControllerName {
        Checks.text(namespace, "namespace");
        Checks.present(lease, "lease");
    }

    @Override
    public String toString() {
        return lease.isEmpty() ? namespace : namespace + "/" + lease;
    }
}
