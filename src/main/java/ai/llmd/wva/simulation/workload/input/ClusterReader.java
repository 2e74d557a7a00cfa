package ai.llmd.wva.simulation.workload.input;

import ai.llmd.wva.simulation.workload.ClusterSetup;
import ai.llmd.wva.simulation.workload.RoutingMethod;
import ai.llmd.wva.simulation.workload.Scraping;
import ai.llmd.wva.simulation.workload.Silence;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Reads what pods are placed on, who gives them requests, and how they are watched. */
final class ClusterReader {
    private static final Bound SECONDS = Bound.ABOVE_ZERO.upTo(1e7);

    private ClusterReader() {}

    /** What a file says of it; {@code variants} are the names that it may use. */
    static ClusterSetup cluster(Fields fields, List<String> variants) {
        var devices = new TreeMap<String, Integer>();
        var types = fields.object("devices");
        types.names().forEach(type -> devices.put(type, types.whole(type, 0, Bound.between(0, 1_000_000))));
        var cluster = new ClusterSetup(
                devices,
                fields.number("nodeProvisioningSeconds", 0, Bound.ZERO_OR_MORE),
                fields.number("spotReclaimsPerReplicaHour", 0, Bound.between(0, 1000)),
                RoutingMethod.labelled(
                        fields.choice("routing", RoutingMethod.LEAST_OUTSTANDING.label(), RoutingMethod.labels())),
                new Scraping(
                        fields.number("scrapeSeconds", Scraping.USUAL.everySeconds(), Bound.between(1, 3600)),
                        fields.number("missedScrapes", 0, Bound.between(0, 0.99)),
                        silences(fields, variants)));
        fields.done();
        return cluster;
    }

    private static List<Silence> silences(Fields cluster, List<String> variants) {
        var silences = new ArrayList<Silence>();
        for (var fields : cluster.objects("silences")) {
            var variant = fields.text("variant");
            if (variant.isEmpty()) {
                fields.error("variant", "is missing: whose pods fall silent");
            } else {
                fields.known("variant", variant.get(), variants);
            }
            silences.add(new Silence(
                    variant.orElse("variant"),
                    fields.number("fromSeconds", Bound.ZERO_OR_MORE.upTo(1e7)),
                    fields.number("seconds", SECONDS)));
            fields.done();
        }
        return silences;
    }
}
