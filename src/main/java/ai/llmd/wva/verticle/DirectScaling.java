package ai.llmd.wva.verticle;

import ai.llmd.wva.explain.ScaleText;
import ai.llmd.wva.hpa.HpaMemory;
import ai.llmd.wva.hpa.HpaStep;
import ai.llmd.wva.hpa.ScalePacing;
import ai.llmd.wva.kubernetes.TargetScaler;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.ScaleRules;
import ai.llmd.wva.model.ScaleWrite;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the targets of variants whose owners want no autoscaler to what is decided, step by step. What it remembers
 * goes with a term of leadership: a new one begins as a new autoscaler does. Blocking; different variants may be acted
 * on at a time, one variant only once.
 */
final class DirectScaling {
    private static final Logger LOG = LoggerFactory.getLogger(DirectScaling.class);

    private final TargetScaler scaler;
    private final ScaleRules rules;
    private final BooleanSupplier leading;
    private final Clock clock;
    private final Counter writes;
    private final Map<ScaleWrite.Reason, Counter> failures = new EnumMap<>(ScaleWrite.Reason.class);
    private final Map<VariantId, Course> courses = new ConcurrentHashMap<>();
    private volatile Optional<Fleet> newest = Optional.empty();

    /** The way of one target so far, and what is to be said of it. */
    private record Course(String uid, HpaMemory memory, Optional<ScaleRemark> remark) {}

    DirectScaling(TargetScaler scaler, ScaleRules rules, BooleanSupplier leading, Clock clock, MeterRegistry meters) {
        this.scaler = scaler;
        this.rules = rules;
        this.leading = leading;
        this.clock = clock;
        this.writes = Counter.builder("wva.scale.writes")
                .description("Times that the controller itself asked a target for another number of replicas")
                .register(meters);
        for (var reason : ScaleWrite.Reason.values()) {
            failures.put(
                    reason,
                    Counter.builder("wva.scale.failures")
                            .description("Times that the API server did not take that")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    /** An autoscaler that appeared, or a variant that was frozen, counts before the next plan. */
    void declared(Fleet fleet) {
        newest = Optional.of(fleet);
    }

    void keepOnly(Set<VariantId> variants) {
        courses.keySet().retainAll(variants);
    }

    /** What was last found to say of a variant. */
    Optional<ScaleRemark> remark(VariantId id) {
        return Optional.ofNullable(courses.get(id)).flatMap(Course::remark);
    }

    /** Variants whose targets have some way to go, or were just being changed by somebody else. */
    List<VariantId> underway() {
        return courses.entrySet().stream()
                .filter(entry ->
                        entry.getValue().remark().filter(DirectScaling::isSoon).isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isSoon(ScaleRemark remark) {
        return remark instanceof ScaleRemark.Paced
                || (remark instanceof ScaleRemark.Refused refused
                        && refused.why().reason() == ScaleWrite.Reason.CONFLICT);
    }

    /** Takes the next step of a variant's target, where it is to be taken by us; returns what there is to say of it. */
    Optional<ScaleRemark> act(Plan plan, VariantId id) {
        var fleet = newest.filter(later ->
                        later.generation() >= plan.observation().fleet().generation())
                .orElse(plan.observation().fleet());
        var variant = fleet.variants().get(id);
        var decision = plan.decisions().get(id);
        if (variant == null || decision == null || !ScalePacing.isAsked(fleet, variant, decision)) {
            courses.remove(id);
            return Optional.empty();
        }
        var before = Optional.ofNullable(courses.get(id))
                .filter(course -> course.uid().equals(variant.uid()))
                .orElseGet(() -> new Course(variant.uid(), HpaMemory.EMPTY, Optional.empty()));
        var after = ScalePacing.obstacle(variant, decision)
                .map(obstacle -> new Course(variant.uid(), HpaMemory.EMPTY, Optional.of(obstacle)))
                .orElseGet(() -> advance(variant, decision, before));
        courses.put(id, after);
        tell(variant, before.remark(), after.remark());
        return after.remark();
    }

    private Course advance(Variant variant, Decision decision, Course course) {
        int decided = decision.desiredReplicas().orElseThrow();
        var target = (TargetState.Found) variant.target();
        var taken = new AtomicReference<>(step(variant, course, target.declaredReplicas(), decided));
        if (taken.get().desired() == target.declaredReplicas() || !leading.getAsBoolean()) {
            return arrived(variant, taken.get(), decided);
        }
        var write = scaler.scale(variant, replicas -> {
            taken.set(step(variant, course, replicas, decided));
            return leading.getAsBoolean() ? taken.get().desired() : replicas;
        });
        if (write instanceof ScaleWrite.Failed failed) {
            failures.get(failed.reason()).increment();
            return new Course(
                    course.uid(), course.memory(), Optional.of(new ScaleRemark.Refused(variant.targetRef(), failed)));
        }
        var done = (ScaleWrite.Done) write;
        if (done.asked() != done.before()) {
            writes.increment();
            LOG.atInfo()
                    .addKeyValue("variant", variant.id().toString())
                    .addKeyValue("from", done.before())
                    .addKeyValue("to", done.asked())
                    .addKeyValue("decided", decided)
                    .log("scaled the target");
        }
        return arrived(variant, taken.get(), decided);
    }

    private HpaStep step(Variant variant, Course course, int replicas, int decided) {
        return ScalePacing.step(rules, variant, course.memory(), clock.millis(), replicas, decided);
    }

    private Course arrived(Variant variant, HpaStep step, int decided) {
        return new Course(variant.uid(), step.memory(), ScalePacing.brake(rules, variant, step, decided));
    }

    /** What keeps a target from being written, once: until it is something else. */
    private static void tell(Variant variant, Optional<ScaleRemark> before, Optional<ScaleRemark> after) {
        if (after.isPresent()
                && !(after.get() instanceof ScaleRemark.Paced)
                && !Objects.equals(kind(before), kind(after))) {
            LOG.atWarn().addKeyValue("variant", variant.id().toString()).log(ScaleText.of(after.get()));
        }
    }

    /** A conflict is not news after a refusal, a missing right is. */
    private static Optional<Object> kind(Optional<ScaleRemark> remark) {
        return remark.map(one ->
                one instanceof ScaleRemark.Refused refused ? refused.why().reason() : one.getClass());
    }
}
