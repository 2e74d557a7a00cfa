package ai.llmd.wva.serving.desired;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.serving.desired.DesiredNumber.Origin;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Knows the number of each variant: on the leader as it was planned last, elsewhere, and until the first plan of a
 * term, as its status shows it. Each variant has one number at most, so that nothing is added up twice when leaders
 * change; one whose mode is advisory, or whose target the controller alone scales, has none. Any thread may ask or
 * tell.
 */
public final class NumberBook implements DesiredNumbers {
    /** Sorts before every name that Kubernetes allows. */
    private static final String BEFORE_ALL_NAMES = "!";

    private final Trust trust;
    private final Function<VariantId, Optional<WrittenNumber>> written;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<Fleet> declared = Optional.empty();
    private volatile Optional<Plan> planned = Optional.empty();

    /**
     * An empty one.
     *
     * @param written what the status of a resource shows now; must not block
     */
    public NumberBook(Trust trust, Function<VariantId, Optional<WrittenNumber>> written) {
        this.trust = trust;
        this.written = written;
    }

    /** What exists from now on, and how many replicas it has. */
    public void declared(Fleet fleet) {
        declared = Optional.of(fleet);
        tell();
    }

    /** What this process decided, in its term as the leader. */
    public void planned(Plan plan) {
        planned = Optional.of(plan);
        tell();
    }

    /** A term begins or ends: what was planned before it counts no more. */
    public void forgetPlans() {
        planned = Optional.empty();
        tell();
    }

    @Override
    public boolean served() {
        return declared.isPresent() && trust.inStatus();
    }

    @Override
    public Optional<DesiredNumber> of(VariantId id) {
        return declared.flatMap(
                fleet -> Optional.ofNullable(fleet.variants().get(id)).flatMap(variant -> number(fleet, variant)));
    }

    @Override
    public List<DesiredNumber> in(String namespace) {
        return declared.map(fleet -> numbers(fleet, namespace)).orElse(List.of());
    }

    @Override
    public Optional<Boolean> exists(VariantId id) {
        return declared.map(fleet -> fleet.variants().containsKey(id));
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private List<DesiredNumber> numbers(Fleet fleet, String namespace) {
        return fleet.variants().tailMap(new VariantId(namespace, BEFORE_ALL_NAMES)).values().stream()
                .takeWhile(variant -> variant.id().namespace().equals(namespace))
                .flatMap(variant -> number(fleet, variant).stream())
                .toList();
    }

    private Optional<DesiredNumber> number(Fleet fleet, Variant variant) {
        if (fleet.isAdvisory(variant) || !fleet.actuation(variant).isPublished()) {
            return Optional.empty();
        }
        if (trust.inOwnPlans()) {
            var decision = planned.flatMap(plan -> decision(plan, variant));
            if (decision.isPresent()) {
                return ofPlan(variant, decision.get());
            }
        }
        return trust.inStatus() ? ofStatus(variant) : Optional.empty();
    }

    /** One on this very resource, not on a former one of its name. */
    private static Optional<Decision> decision(Plan plan, Variant variant) {
        var then = plan.observation().fleet().variants().get(variant.id());
        return then != null && then.uid().equals(variant.uid())
                ? Optional.of(plan.decisions().get(variant.id()))
                : Optional.empty();
    }

    private static Optional<DesiredNumber> ofPlan(Variant variant, Decision decision) {
        return decision.advisory() || decision.desiredReplicas().isEmpty()
                ? Optional.empty()
                : Optional.of(new DesiredNumber(
                        variant.id(),
                        decision.accelerator(),
                        decision.desiredReplicas().getAsInt(),
                        variant.currentReplicas(),
                        decision.decidedAt(),
                        Origin.PLAN));
    }

    private Optional<DesiredNumber> ofStatus(Variant variant) {
        return written.apply(variant.id())
                .filter(number -> number.acted() && number.uid().equals(variant.uid()))
                .map(number -> new DesiredNumber(
                        variant.id(),
                        number.accelerator(),
                        number.desired(),
                        variant.currentReplicas(),
                        number.decidedAt(),
                        Origin.STATUS));
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }
}
