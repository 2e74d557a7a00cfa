package ai.llmd.wva.planning;

import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Rationale.Headroom;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.policy.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Everything that decides on one variant.
 *
 * @param serviceClass the class that has its targets
 * @param lastGood the last decision from measured load: remembered, else as the variant's status shows
 * @param lastDesired the replicas of the plan before, where there was one
 * @param inputTokens mean prompt tokens: measured, else the last known
 * @param outputTokens mean generated tokens: measured, else the last known
 * @param recentLoads what arrived of late, now included; nothing where no room for growth is left
 * @param startTimes how long its pods take to start
 * @param live see {@link PlanningRules}
 * @param speed what is learned of how fast it is; the variant has its profile where that is planned by
 * @param scarce whether devices do not suffice for all, so that it is looked at without room for growth
 */
record Situation(
        Instant at,
        Fleet fleet,
        Variant variant,
        Measurement measurement,
        Optional<ServiceClass> serviceClass,
        Optional<LastGoodDecision> lastGood,
        OptionalInt lastDesired,
        OptionalDouble inputTokens,
        OptionalDouble outputTokens,
        RecentLoads recentLoads,
        StartTimes startTimes,
        boolean live,
        LearnedSpeed speed,
        boolean scarce) {

    /** What lies between a decision and the HPA's: scrapes, the adapter and the HPA's own interval. */
    private static final Duration HPA_DELAY = Duration.ofSeconds(30);

    static Situation of(Observation observation, Variant variant, Optional<VariantMemory> memory, PlanningRules rules) {
        var measurement = observation.measurements().get(variant.id());
        var speed = LearnedSpeed.of(observation, variant, memory.flatMap(VariantMemory::speed), rules);
        var load = measurement instanceof Measured measured ? measured.load() : Load.NONE;
        var known = memory.map(VariantMemory::outputTokens).orElse(OptionalDouble.empty());
        var inputTokens = measuredElse(
                load.inputTokens(), memory.map(VariantMemory::inputTokens).orElse(OptionalDouble.empty()));
        var situation = new Situation(
                observation.at(),
                observation.fleet(),
                speed.variant(),
                measurement,
                observation.fleet().classFor(variant),
                memory.flatMap(VariantMemory::lastGood).or(variant::lastGood),
                memory.map(VariantMemory::lastDesired).orElse(OptionalInt.empty()),
                inputTokens,
                outputTokens(measurement, known),
                memory.map(VariantMemory::recentLoads).orElse(RecentLoads.NONE),
                memory.map(VariantMemory::startTimes).orElse(StartTimes.NONE).with(variant.target()),
                rules.live(),
                speed,
                false);
        return measurement instanceof Measured && situation.leavesRoom() ? situation.remembering(load) : situation;
    }

    /** With the load among the recent ones, and lengths that chance moves less. */
    private Situation remembering(Load load) {
        var now = RecentLoads.Sample.of(at, load.arrivalRatePerSecond(), inputTokens, outputTokens);
        var recent = recentLoads.with(now, GrowthRoom.MEMORY).learning(late());
        return with(
                recent.inputTokens(inputTokens, GrowthRoom.WINDOW),
                recent.outputTokens(outputTokens, GrowthRoom.WINDOW),
                recent,
                scarce);
    }

    /** The same where room for growth gives way to what others need now. */
    Situation withoutRoom() {
        return with(inputTokens, outputTokens, recentLoads, true);
    }

    private Situation with(OptionalDouble input, OptionalDouble output, RecentLoads recent, boolean devicesAreScarce) {
        return new Situation(
                at,
                fleet,
                variant,
                measurement,
                serviceClass,
                lastGood,
                lastDesired,
                input,
                output,
                recent,
                startTimes,
                live,
                speed,
                devicesAreScarce);
    }

    /** By which its replicas are sized. */
    SizingLaw law() {
        return speed.law();
    }

    static List<VariantId> ids(List<Situation> situations) {
        return situations.stream().map(one -> one.variant().id()).toList();
    }

    /** Whether the variant runs on an accelerator, or may. */
    boolean mayRunOn(String accelerator) {
        var current = variant.currentAccelerator();
        return current.isEmpty() || current.get().equals(accelerator);
    }

    /** Tokens that a replica's KV cache holds on an accelerator; known of the one that it runs on. */
    OptionalDouble kvCacheTokens(String accelerator) {
        return measurement instanceof Measured measured && mayRunOn(accelerator)
                ? measured.load().kvCacheTokens()
                : OptionalDouble.empty();
    }

    /** The room that the variant gets for growth: where it runs, sized by the law continuous. */
    Optional<Headroom> growth(double measuredPerSecond) {
        return leavesRoom() && measurement instanceof Measured measured
                ? GrowthRoom.above(
                                recentLoads, measuredPerSecond, measured.load().waiting(), late(), drainWithin())
                        .map(this::room)
                : Optional.empty();
    }

    /** What of a room is left in this situation. */
    Headroom room(Headroom wanted) {
        return scarce ? wanted.withoutGrowth() : wanted;
    }

    /** How soon what waits should have been served. */
    Duration drainWithin() {
        return fleet.drainWithin(variant);
    }

    /** How long a replica that is asked for now takes until it serves: the way of the number, and the pod's start. */
    Duration late() {
        return startTimes
                .usual()
                .orElse(StartTimes.UNKNOWN)
                .plus(fleet.settings().interval())
                .plus(HPA_DELAY);
    }

    /** Whether it is sized so tightly that room for growth is left: where it runs, by the law continuous. */
    boolean leavesRoom() {
        if (!live || law() != SizingLaw.CONTINUOUS) {
            return false;
        }
        for (var profile : variant.profiles()) {
            if (profile.prefill().isPresent() && mayUse(profile.accelerator())) {
                return true;
            }
        }
        return false;
    }

    /** Pods of the variant that serve nothing. */
    int stuckPods() {
        return measurement instanceof Measured measured ? measured.stuckPods() : 0;
    }

    /** What its target was last asked to have; 0 while that is missing. */
    int askedReplicas() {
        return variant.target() instanceof TargetState.Found found ? found.declaredReplicas() : 0;
    }

    /** Of these, the ones that are ready. */
    int readyReplicas() {
        return variant.target() instanceof TargetState.Found found
                ? Math.min(found.declaredReplicas(), found.readyReplicas())
                : 0;
    }

    /** Whether nothing acts on what is decided. */
    boolean advisory() {
        return fleet.isAdvisory(variant);
    }

    Bounds bounds() {
        return Bounds.of(variant, fleet.settings());
    }

    /** Whether the variant wants to stay on the accelerator that it is on. */
    boolean keepsAccelerator() {
        return variant.keepAccelerator().orElse(fleet.settings().keepAccelerator());
    }

    /**
     * Whether replicas can be decided for an accelerator: any, unless the variant keeps the one that it is on or runs,
     * for then another one is its owner's to choose.
     */
    boolean mayUse(String accelerator) {
        var current = variant.currentAccelerator();
        return current.isEmpty() || current.get().equals(accelerator) || !(live || keepsAccelerator());
    }

    /** The accelerator that moving elsewhere is compared with: the one it is on, else the one last decided on. */
    Optional<String> from() {
        return variant.currentAccelerator()
                .or(() -> lastGood.map(LastGoodDecision::accelerator).filter(name -> !name.isEmpty()));
    }

    /** Of lengths that only tell how far requests got, and those known before, the longer. */
    private static OptionalDouble outputTokens(Measurement measurement, OptionalDouble lastKnown) {
        if (!(measurement instanceof Measured measured)) {
            return lastKnown;
        }
        var tokens = measured.load().outputTokens();
        boolean longerBefore =
                measured.understatesLengths() && lastKnown.isPresent() && lastKnown.getAsDouble() > tokens.orElse(0);
        return longerBefore ? lastKnown : measuredElse(tokens, lastKnown);
    }

    private static OptionalDouble measuredElse(OptionalDouble measured, OptionalDouble lastKnown) {
        return measured.isPresent() && measured.getAsDouble() >= 0 ? measured : lastKnown;
    }
}
