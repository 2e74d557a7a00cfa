package ai.llmd.wva.page;

import ai.llmd.wva.model.PolicyKind;
import ai.llmd.wva.model.SizingLaw;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the page says of the process itself.
 *
 * @param leading whether it leads, now, by its own clock
 * @param leader who leads, as far as it sees
 */
public record PageFacts(
        String version,
        String identity,
        Instant startedAt,
        PolicyKind policy,
        SizingLaw law,
        BooleanSupplier leading,
        Supplier<Optional<String>> leader) {

    boolean leads() {
        return leading.getAsBoolean();
    }

    Optional<String> whoLeads() {
        return leads() ? Optional.of(identity) : leader.get();
    }
}
