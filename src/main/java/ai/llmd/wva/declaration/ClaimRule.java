package ai.llmd.wva.declaration;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.ControllerStatus;
import ai.llmd.wva.model.ControllerClaim;
import ai.llmd.wva.model.ControllerName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which of several controllers takes care of a resource, as its status says: the one that has it, so that a mistaken
 * newcomer disturbs nobody. One that the resource's label names goes before one without a name, which lets go first.
 * Who was not heard of for longer than {@code limit} counts for nothing.
 *
 * @param self this controller; empty = somebody who only looks
 * @param instance its name in labels
 * @param limit more than a few of the times after which a claim is renewed, > 0
 */
public record ClaimRule(Optional<ControllerName> self, Optional<String> instance, Duration limit) {

    /** What the status of a resource says about it; empty while nobody but this controller wants it. */
    public Optional<ControllerClaim> read(VariantAutoscaling resource, Instant now, Predicate<ControllerName> gone) {
        var status = resource.getStatus();
        if (status == null) {
            return Optional.empty();
        }
        var holder = live(status.controller(), now, gone);
        var contender = live(status.contender(), now, gone).filter(other -> !self.equals(Optional.of(other)));
        if (self.isEmpty()) {
            return holder.filter(
                            one -> contender.isPresent() && !contender.get().equals(one))
                    .map(one -> new ControllerClaim(one, contender, false));
        }
        if (holder.isPresent() && !holder.equals(self)) {
            return holder.map(other -> new ControllerClaim(other, self, true));
        }
        if (contender.isPresent() && isMeant(resource, status.contender()) && !isMeant(resource)) {
            return contender.map(other -> new ControllerClaim(other, self, true));
        }
        return holder.isPresent() && contender.isPresent()
                ? self.map(own -> new ControllerClaim(own, contender, false))
                : Optional.empty();
    }

    /** The other controllers that a status names, however long ago: another set is news. */
    public static Stream<ControllerName> named(VariantAutoscaling resource) {
        var status = resource.getStatus();
        return status == null
                ? Stream.empty()
                : Stream.of(name(status.controller()), name(status.contender())).flatMap(Optional::stream);
    }

    /** What this controller writes to claim a resource; empty where it only looks. */
    public Optional<ControllerStatus> mark(String renewTime) {
        return self.map(own -> new ControllerStatus(
                own.namespace(), own.lease().isEmpty() ? null : own.lease(), instance.orElse(null), renewTime));
    }

    /** Whether a mark is this controller's. */
    public boolean isOwn(ControllerStatus mark) {
        return mark != null && self.isPresent() && name(mark).equals(self);
    }

    /** Whether the controller of a mark was heard of lately. */
    public boolean isFresh(ControllerStatus mark, Instant now) {
        return Timestamps.read(mark == null ? null : mark.renewTime())
                .filter(renewed -> Duration.between(renewed, now).abs().compareTo(limit) <= 0)
                .isPresent();
    }

    private Optional<ControllerName> live(ControllerStatus mark, Instant now, Predicate<ControllerName> gone) {
        return name(mark).filter(name -> isFresh(mark, now) && (self.equals(Optional.of(name)) || !gone.test(name)));
    }

    private static Optional<ControllerName> name(ControllerStatus mark) {
        return mark == null
                ? Optional.empty()
                : VariantConversion.text(mark.namespace())
                        .map(namespace -> new ControllerName(
                                namespace, VariantConversion.text(mark.lease()).orElse("")));
    }

    private boolean isMeant(VariantAutoscaling resource) {
        return instance.isPresent() && instance.equals(label(resource));
    }

    private static boolean isMeant(VariantAutoscaling resource, ControllerStatus mark) {
        return mark.instance() != null && label(resource).equals(Optional.of(mark.instance()));
    }

    private static Optional<String> label(VariantAutoscaling resource) {
        var labels = resource.getMetadata().getLabels();
        return Optional.ofNullable(labels == null ? null : labels.get(VariantAutoscaling.INSTANCE_LABEL));
    }
}
