package ai.llmd.wva.declaration;

import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the watched part of the cluster declares at one moment.
 *
 * @param variants with their targets as they are now
 * @param configMaps the data of each watched ConfigMap that exists, by its name
 * @param nodes the accelerators in the cluster
 */
public record ClusterSnapshot(
        SortedMap<VariantId, Variant> variants,
        SortedMap<String, SortedMap<String, String>> configMaps,
        NodeDevices nodes) {

    public ClusterSnapshot {
        variants = Collections.unmodifiableSortedMap(new TreeMap<>(variants));
        var copies = new TreeMap<String, SortedMap<String, String>>();
        configMaps.forEach((name, data) -> copies.put(name, Collections.unmodifiableSortedMap(new TreeMap<>(data))));
        configMaps = Collections.unmodifiableSortedMap(copies);
    }

    /** Without regard to nodes. */
    public ClusterSnapshot(
            SortedMap<VariantId, Variant> variants, SortedMap<String, SortedMap<String, String>> configMaps) {
        this(variants, configMaps, NodeDevices.NOT_FOLLOWED);
    }

    /** Names ConfigMaps without what they hold, which may be a token. */
    @Override
    public String toString() {
        return "ClusterSnapshot[variants=" + variants + ", configMaps=" + configMaps.keySet() + ", nodes=" + nodes
                + "]";
    }
}
