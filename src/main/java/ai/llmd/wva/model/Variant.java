package ai.llmd.wva.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A declared variant: one model served by one target, with a profile for each accelerator that it can run on, or with
 * none, where how fast it is has yet to be learned.
 *
 * @param lastGood the last good decision that its status shows
 * @param problems what is wrong with its declaration, and with the entries of ConfigMaps that it refers to
 */
public record Variant(
        ResourceIdentity resource,
        ServedModel model,
        ScaleTarget scaleTarget,
        AcceleratorOptions acceleratorOptions,
        ReplicaLimits replicaLimits,
        Optional<SloClassRef> sloClassRef,
        Optional<LastGoodDecision> lastGood,
        Handling handling,
        List<Problem> problems) {

    public Variant {
        Checks.present(model, "model");
        Checks.present(handling, "handling");
        problems = List.copyOf(problems);
    }

    /** One whose decisions are handled as usual. */
    public Variant(
            ResourceIdentity resource,
            ServedModel model,
            ScaleTarget scaleTarget,
            AcceleratorOptions acceleratorOptions,
            ReplicaLimits replicaLimits,
            Optional<SloClassRef> sloClassRef,
            Optional<LastGoodDecision> lastGood,
            List<Problem> problems) {
        this(
                resource,
                model,
                scaleTarget,
                acceleratorOptions,
                replicaLimits,
                sloClassRef,
                lastGood,
                Handling.USUAL,
                problems);
    }

    /** Names that series may give to its model: its own first, then those beside which its servers serve it. */
    public List<String> modelNames() {
        var names = new ArrayList<>(List.of(modelId()));
        if (target() instanceof TargetState.Found found) {
            var served = found.template().arguments().servedModelNames();
            if (served.contains(modelId())) {
                served.stream().filter(name -> !name.equals(modelId())).forEach(names::add);
            }
        }
        return names;
    }

    /** Whether nothing in its declaration keeps it from being planned. */
    public boolean isPlannable() {
        for (var problem : problems) {
            if (problem.effect() == Effect.NOT_PLANNED) {
                return false;
            }
        }
        return true;
    }

    public VariantId id() {
        return resource.id();
    }

    /** Of the resource: a re-created one of the same name is another variant. */
    public String uid() {
        return resource.uid();
    }

    public long generation() {
        return resource.generation();
    }

    /** The {@code model_name} of vLLM's metrics and the key in service classes. */
    public String modelId() {
        return model.id();
    }

    /** The stage of requests that it serves: as declared, else as its target's pods tell, else whole requests. */
    public Role role() {
        return model.role().or(() -> podTemplate().role()).orElse(Role.BOTH);
    }

    /** What its target's pods are made from, as far as it is known. */
    public PodTemplate podTemplate() {
        return target() instanceof TargetState.Found found ? found.template() : PodTemplate.UNKNOWN;
    }

    public TargetRef targetRef() {
        return scaleTarget.ref();
    }

    public TargetState target() {
        return scaleTarget.state();
    }

    public Optional<String> acceleratorLabel() {
        return acceleratorOptions.label();
    }

    public List<PerformanceProfile> profiles() {
        return acceleratorOptions.profiles();
    }

    /** What its status shows as learned of how fast it is, where that still tells of it. */
    public Optional<LearnedProfile> learned() {
        return acceleratorOptions.learned();
    }

    public Optional<PerformanceProfile> profileFor(String accelerator) {
        return acceleratorOptions.profileFor(accelerator);
    }

    /** Accelerator units that a replica takes on an accelerator; empty where it cannot run there. */
    public OptionalInt unitsPerReplica(String accelerator) {
        var profile = profileFor(accelerator);
        if (profile.isPresent()) {
            return OptionalInt.of(profile.get().acceleratorCount());
        }
        boolean onlyThere = profiles().isEmpty() && currentAccelerator().equals(Optional.of(accelerator));
        return onlyThere ? OptionalInt.of(podTemplate().devices().orElse(1)) : OptionalInt.empty();
    }

    /** Names of the accelerators with a profile; without any, of the one that it runs on, where that is known. */
    public List<String> accelerators() {
        return profiles().isEmpty()
                ? currentAccelerator().map(List::of).orElse(List.of())
                : profiles().stream().map(PerformanceProfile::accelerator).toList();
    }

    /** Empty = as the settings say. */
    public Optional<Boolean> keepAccelerator() {
        return acceleratorOptions.keep();
    }

    /** The accelerator it runs on now: its label, else that of its only profile, else unknown. */
    public Optional<String> currentAccelerator() {
        return acceleratorOptions.current();
    }

    public OptionalInt minReplicas() {
        return replicaLimits.minimum();
    }

    public OptionalInt maxReplicas() {
        return replicaLimits.maximum();
    }

    public OptionalInt fallbackReplicas() {
        return replicaLimits.fallback();
    }

    /** Replicas of its target now; 0 while the target is missing. */
    public int currentReplicas() {
        return target() instanceof TargetState.Found found ? found.currentReplicas() : 0;
    }

    public Variant withResource(ResourceIdentity other) {
        return new Variant(
                other,
                model,
                scaleTarget,
                acceleratorOptions,
                replicaLimits,
                sloClassRef,
                lastGood,
                handling,
                problems);
    }

    public Variant withModel(ServedModel other) {
        return new Variant(
                resource,
                other,
                scaleTarget,
                acceleratorOptions,
                replicaLimits,
                sloClassRef,
                lastGood,
                handling,
                problems);
    }

    public Variant withTarget(TargetState state) {
        var target = new ScaleTarget(targetRef(), state);
        return new Variant(
                resource, model, target, acceleratorOptions, replicaLimits, sloClassRef, lastGood, handling, problems);
    }

    public Variant withAccelerators(AcceleratorOptions other) {
        return new Variant(
                resource, model, scaleTarget, other, replicaLimits, sloClassRef, lastGood, handling, problems);
    }

    public Variant withLimits(ReplicaLimits other) {
        return new Variant(
                resource, model, scaleTarget, acceleratorOptions, other, sloClassRef, lastGood, handling, problems);
    }

    public Variant withClass(SloClassRef other) {
        return new Variant(
                resource,
                model,
                scaleTarget,
                acceleratorOptions,
                replicaLimits,
                Optional.of(other),
                lastGood,
                handling,
                problems);
    }

    public Variant withLastGood(Optional<LastGoodDecision> other) {
        return new Variant(
                resource,
                model,
                scaleTarget,
                acceleratorOptions,
                replicaLimits,
                sloClassRef,
                other,
                handling,
                problems);
    }

    public Variant withProblems(List<Problem> other) {
        return new Variant(
                resource,
                model,
                scaleTarget,
                acceleratorOptions,
                replicaLimits,
                sloClassRef,
                lastGood,
                handling,
                other);
    }

    public Variant withHandling(Handling other) {
        return new Variant(
                resource,
                model,
                scaleTarget,
                acceleratorOptions,
                replicaLimits,
                sloClassRef,
                lastGood,
                other,
                problems);
    }
}
