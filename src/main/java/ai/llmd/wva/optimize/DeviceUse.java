package ai.llmd.wva.optimize;

import java.util.OptionalLong;

/**
 * Devices of one type that the plan uses.
 *
 * @param used {@link Long#MAX_VALUE} also where it is more
 * @param available empty where they are not limited
 */
public record DeviceUse(String type, long used, OptionalLong available) {
    /** Minimums are kept even where there are too few devices for them. */
    public boolean exceedsCapacity() {
        return available.isPresent() && used > available.getAsLong();
    }
}
