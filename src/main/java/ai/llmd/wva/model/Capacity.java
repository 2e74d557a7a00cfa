package ai.llmd.wva.model;

import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many devices there are for all variants together.
 *
 * @param devices by device type ({@link Accelerator#device()}), each >= 0; a type that is not in it is not limited, for
 *     unknown capacity is not zero
 */
public record Capacity(SortedMap<String, Long> devices) {
    public static final Capacity UNLIMITED = new Capacity(new TreeMap<>());

    public Capacity {
        devices = Checks.sorted(devices);
        devices.forEach((type, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException("the capacity of " + type + " must be >= 0, was " + count);
            }
        });
    }

    /** Devices of a type; empty where it is not limited. */
    public OptionalLong of(String device) {
        var count = devices.get(device);
        return count == null ? OptionalLong.empty() : OptionalLong.of(count);
    }

    public boolean isLimited() {
        return !devices.isEmpty();
    }
}
