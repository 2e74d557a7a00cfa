package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.ClaimRule;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.ControllerStatus;
import ai.llmd.wva.model.ControllerClaim;
import ai.llmd.wva.model.ControllerName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who takes care of a resource where several controllers see it, now: {@link ClaimRule} with a clock, and with what
 * Leases tell of controllers that are gone. Any thread may ask.
 */
public final class Claims {
    /** A few of the times after which a claim is renewed, {@link StatusWriter}'s refresh. */
    private static final int REFRESHES = 3;

    private final ClaimRule rule;
    private final Clock clock;
    private volatile Set<ControllerName> gone = Set.of();

    private Claims(ClaimRule rule, Clock clock) {
        this.rule = rule;
        this.clock = clock;
    }

    /**
     * As a controller sees them.
     *
     * @param instance its name in labels
     * @param refreshAfter how often a controller renews its claims
     */
    public static Claims of(ControllerName self, Optional<String> instance, Duration refreshAfter, Clock clock) {
        return new Claims(new ClaimRule(Optional.of(self), instance, refreshAfter.multipliedBy(REFRESHES)), clock);
    }

    /** As somebody sees them who claims nothing. */
    public static Claims observed(Duration refreshAfter, Clock clock) {
        return new Claims(
                new ClaimRule(Optional.empty(), Optional.empty(), refreshAfter.multipliedBy(REFRESHES)), clock);
    }

    /** Nobody looks, and nobody claims. */
    static Claims none() {
        return observed(Duration.ZERO, Clock.systemUTC());
    }

    /** What there is to say of a resource, where not only this controller wants it. */
    Optional<ControllerClaim> of(VariantAutoscaling resource) {
        return rule.read(resource, clock.instant(), gone::contains);
    }

    /** The other controllers that a resource's status names: others are a change, though only the status has it. */
    List<ControllerName> others(VariantAutoscaling resource) {
        return ClaimRule.named(resource)
                .filter(name -> !rule.self().equals(Optional.of(name)))
                .toList();
    }

    /** Has it known which other controllers are no more. */
    void gone(Set<ControllerName> names) {
        gone = Set.copyOf(names);
    }

    /** The other controllers that these resources name, as far as they have a Lease. */
    Set<ControllerName> withLease(Stream<VariantAutoscaling> resources) {
        return resources
                .flatMap(resource -> others(resource).stream())
                .filter(name -> !name.lease().isEmpty())
                .collect(Collectors.toSet());
    }

    ClaimRule rule() {
        return rule;
    }

    /** Another controller's mark that still counts, which a status that is written anew keeps. */
    Optional<ControllerStatus> contender(VariantAutoscaling resource, Instant now) {
        return Optional.ofNullable(resource.getStatus())
                .map(status -> status.contender())
                .filter(mark -> rule.isFresh(mark, now) && !rule.isOwn(mark));
    }
}
