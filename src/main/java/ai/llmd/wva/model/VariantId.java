package ai.llmd.wva.model;

import java.util.Comparator;

/** Namespace and name of a VariantAutoscaling; sorts by namespace, then name. */
public record VariantId(String namespace, String name) implements Comparable<VariantId> {
    private static final Comparator<VariantId> ORDER =
            Comparator.comparing(VariantId::namespace).thenComparing(VariantId::name);

    public VariantId {
        Checks.text(namespace, "namespace");
        Checks.text(name, "name");
    }

    @Override
    public int compareTo(VariantId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
