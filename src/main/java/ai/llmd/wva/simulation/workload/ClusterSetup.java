package ai.llmd.wva.simulation.workload;

import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What pods are placed on, who gives them requests, and how they are watched.
 *
 * @param devices how many there are of each type; of a type that is not there, as many as are wanted
 * @param nodeProvisioningSeconds what a pod waits for its node before its cold start begins
 * @param spotReclaimsPerReplicaHour how often a replica is taken away; 0 = never
 * @param routing who gets a request
 * @param scraping how pods are watched
 */
public record ClusterSetup(
        SortedMap<String, Integer> devices,
        double nodeProvisioningSeconds,
        double spotReclaimsPerReplicaHour,
        RoutingMethod routing,
        Scraping scraping) {
    /** As many devices as are wanted, at once and for good. */
    public static final ClusterSetup UNLIMITED =
            new ClusterSetup(new TreeMap<>(), 0, 0, RoutingMethod.LEAST_OUTSTANDING, Scraping.USUAL);

    public ClusterSetup {
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
        devices.forEach((type, count) -> Refuse.unless(count >= 0, "devices of " + type + " must be 0 or more", count));
        Refuse.ifNegative(nodeProvisioningSeconds, "nodeProvisioningSeconds");
        Refuse.ifNegative(spotReclaimsPerReplicaHour, "spotReclaimsPerReplicaHour");
    }

    /** How many devices of a type there are; empty = as many as are wanted. */
    public OptionalInt devicesOf(String type) {
        var count = devices.get(type);
        return count == null ? OptionalInt.empty() : OptionalInt.of(count);
    }
}
