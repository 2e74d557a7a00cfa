package ai.llmd.wva.demo;

import ai.llmd.wva.simulation.workload.ModelLoad;
import ai.llmd.wva.simulation.workload.Workload;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a workload must be like to be shown. */
final class DemoScenario {
    /** Names of objects in Kubernetes are host names; that of a pod has a number after it. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?");

    private DemoScenario() {}

    /** The first thing that Kubernetes could not hold; empty where there is none. */
    static Optional<String> problem(Workload workload) {
        var prices = new TreeMap<String, Double>();
        for (var variant : workload.variants()) {
            if (!NAME.matcher(variant.name()).matches()) {
                return Optional.of("the variant \"" + variant.name()
                        + "\" cannot be a Deployment: a name has lower case letters, digits and -, 52 at most");
            }
            var price = variant.priceCentsPerHour() / variant.devicesPerReplica();
            var before = prices.putIfAbsent(variant.accelerator(), price);
            if (before != null && Double.compare(before, price) != 0) {
                return Optional.of("variants pay different prices for one " + variant.accelerator() + ", " + before
                        + " and " + price + " cents an hour: give the accelerators different names");
            }
        }
        return sleeper(workload);
    }

    /** What wakes a model that has no replica is a gateway's metrics, and the pods' are all that is read here. */
    private static Optional<String> sleeper(Workload workload) {
        return workload.models().stream()
                .map(ModelLoad::name)
                .filter(model -> workload.variants().stream()
                        .filter(variant -> variant.model().equals(model))
                        .allMatch(variant -> variant.minReplicas() == 0))
                .findFirst()
                .map(model ->
                        "the model \"" + model + "\" may go to no replica at all, and the demo has no gateway whose"
                                + " metrics would wake it: give one of its variants minReplicas 1");
    }
}
