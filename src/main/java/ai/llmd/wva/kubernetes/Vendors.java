package ai.llmd.wva.kubernetes;

import java.util.List;
import java.util.Optional;

/** How nodes and pods name accelerators: by vendor, a label for the product and a resource for the devices. */
final class Vendors {
    /** All that are known; each gives a label {@code VENDOR/gpu.product} and a resource {@code VENDOR/gpu}. */
    static final List<String> ALL = List.of("amd.com", "intel.com", "nvidia.com");

    /** The resources, of which containers ask for whole numbers. */
    static final List<String> RESOURCES = ALL.stream().map(Vendors::resource).toList();

    private Vendors() {}

    static String productLabel(String vendor) {
        return vendor + "/gpu.product";
    }

    static String resource(String vendor) {
        return vendor + "/gpu";
    }

    /** The device type that a label's value names. */
    static Optional<String> type(String labelValue) {
        return Optional.ofNullable(labelValue).filter(value -> !value.isBlank());
    }
}
