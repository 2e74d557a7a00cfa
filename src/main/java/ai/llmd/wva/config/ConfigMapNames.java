package ai.llmd.wva.config;

import java.util.Set;

/** The ConfigMaps that the controller follows, in its own namespace. */
public final class ConfigMapNames {
    /** Flat keys, see {@link Environment}. */
    public static final String SETTINGS = "workload-variant-autoscaler-variantautoscaling-config";

    public static final String ACCELERATOR_COSTS = "accelerator-unit-costs";
    public static final String SERVICE_CLASSES = "service-classes-config";

    /** Optional, see {@link AcceleratorCapacity}. */
    public static final String ACCELERATOR_CAPACITY = "accelerator-capacity";

    /** All of them. */
    public static final Set<String> ALL = Set.of(SETTINGS, ACCELERATOR_COSTS, SERVICE_CLASSES, ACCELERATOR_CAPACITY);

    private ConfigMapNames() {}
}
