package ai.llmd.wva.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the controller lives and looks.
 *
 * @param namespace of its ConfigMaps and its Lease; empty = the pod's own
 * @param watchNamespaces where it looks for VariantAutoscalings; empty = everywhere
 */
public record ControllerConfiguration(Optional<String> namespace, List<String> watchNamespaces) {
    /** The namespace of the project's manifests. */
    public static final String DEFAULT_NAMESPACE = "workload-variant-autoscaler-system";

    public ControllerConfiguration {
        watchNamespaces = List.copyOf(watchNamespaces);
    }

    public static ControllerConfiguration defaults() {
        return new ControllerConfiguration(Optional.empty(), List.of());
    }

    /** The file's namespace, else the pod's own (POD_NAMESPACE), else that of the project's manifests. */
    public String namespaceIn(Map<String, String> environment) {
        return namespace.or(() -> set(environment, Environment.POD_NAMESPACE)).orElse(DEFAULT_NAMESPACE);
    }

    /** Which of several controllers this is: it takes care of the resources that are labelled so; empty = of all. */
    public static Optional<String> instanceIn(Map<String, String> environment) {
        return set(environment, Environment.CONTROLLER_INSTANCE);
    }

    private static Optional<String> set(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
