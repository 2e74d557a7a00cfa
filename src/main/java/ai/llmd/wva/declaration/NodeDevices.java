package ai.llmd.wva.declaration;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is known of the accelerators in the cluster's nodes. */
public sealed interface NodeDevices {
    NodeDevices NOT_FOLLOWED = new NotFollowed();
    NodeDevices UNKNOWN = new Unknown();

    /** Nodes are not looked at: so configured. */
    record NotFollowed() implements NodeDevices {}

    /** Nodes, or the pods on them, could not be read yet. */
    record Unknown() implements NodeDevices {}

    /**
     * Nodes have been read.
     *
     * @param byType devices that our variants may share out; a type that no node has is not in it
     */
    record Known(SortedMap<String, Long> byType) implements NodeDevices {
        public Known {
            byType = Collections.unmodifiableSortedMap(new TreeMap<>(byType));
        }
    }
}
