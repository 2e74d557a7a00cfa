package ai.llmd.wva.optimize.input;

import ai.llmd.wva.declaration.ProfileLimits;
import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.ReplicaLimits;
import ai.llmd.wva.model.ResourceIdentity;
import ai.llmd.wva.model.ScaleTarget;
import ai.llmd.wva.model.ServedModel;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.SloClassRef;
import ai.llmd.wva.model.TargetRef;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** llm-inferno's {@code servers}: a model in a class, its load, and what it runs on now. */
final class InfernoServers {
    private static final String FREE = "Free";

    private final Collection<String> accelerators;
    private final Map<String, ServiceClass> classes;
    private final InfernoProfiles profiles;

    InfernoServers(Collection<String> accelerators, Map<String, ServiceClass> classes, InfernoProfiles profiles) {
        this.accelerators = accelerators;
        this.classes = classes;
        this.profiles = profiles;
    }

    record Server(Variant variant, Measurement measurement) {}

    List<Server> read(List<Value> items) {
        var servers = new ArrayList<Server>();
        var names = new HashSet<String>();
        for (var item : items) {
            item.knows("name", "class", "model", "keepAccelerator", "minNumReplicas", "maxBatchSize", "currentAlloc");
            int before = item.problems().count();
            var name = item.text("name");
            if (name.isPresent() && !names.add(name.get())) {
                item.error("server \"" + name.get() + "\" is there twice");
            }
            var model = known(item, "model", "model", profiles.declared().keySet());
            var serviceClass = serviceClass(item);
            if (model.isPresent() && serviceClass.isPresent()) {
                targets(item, classes.get(serviceClass.get()), model.get());
            }
            var load = load(item);
            var now = Now.read(item, accelerators);
            int batch = item.wholeUpTo(ProfileLimits.LARGEST_BATCH, 0, 0, "maxBatchSize");
            int minimum = item.wholeOr(0, 0, "minNumReplicas");
            boolean keeps = item.flagOr(false, "keepAccelerator");
            if (item.problems().count() == before) {
                var usable = profiles.byModel().getOrDefault(model.orElseThrow(), List.of()).stream()
                        .map(profile -> profile.with(batch, load.outputTokens()))
                        .toList();
                takesTime(item, load, usable);
                now.checkAgainst(profiles.declared().get(model.get()), model.get());
                servers.add(new Server(
                        variant(
                                name.orElseThrow(),
                                model.get(),
                                serviceClass.orElseThrow(),
                                now,
                                usable,
                                minimum,
                                keeps),
                        load.measured()));
            }
        }
        return servers;
    }

    /** As llm-inferno has it, a server without a class is of the class Free. */
    private Optional<String> serviceClass(Value item) {
        return item.get("class").present() || !classes.containsKey(FREE)
                ? known(item, "class", "service class", classes.keySet())
                : Optional.of(FREE);
    }

    private static Optional<String> known(Value item, String key, String kind, Collection<String> names) {
        var name = item.text(key);
        if (name.isPresent() && !names.contains(name.get())) {
            item.problems().unknown(item.get(key).where(), kind, name.get(), names);
            return Optional.empty();
        }
        return name;
    }

    private static void targets(Value item, ServiceClass serviceClass, String model) {
        if (serviceClass.targetFor(model).isEmpty()) {
            item.error("service class \"" + serviceClass.name() + "\" has no modelTargets of model \"" + model + "\"");
        }
    }

    /** The only token of an answer comes with its prompt; where that costs nothing, nothing is left to size by. */
    private static void takesTime(Value item, DeclaredLoad load, List<PerformanceProfile> profiles) {
        if (load.outputTokens() == 1
                && profiles.stream()
                        .anyMatch(profile -> profile.prefill()
                                .filter(prefill -> prefill.gammaMillis() + prefill.deltaMillis() == 0)
                                .isPresent())) {
            item.error(
                    "answers have one token, and its model has no prefillParms above 0 on some accelerator: a request"
                            + " would take no time at all");
        }
    }

    private static DeclaredLoad load(Value item) {
        var load = item.get("currentAlloc")
                .knows("accelerator", "numReplicas", "maxBatch", "cost", "itlAverage", "ttftAverage", "load")
                .get("load");
        if (!load.present()) {
            load.error("is missing: arrivalRate (requests a minute), avgInTokens and avgOutTokens are needed");
            return DeclaredLoad.NONE;
        }
        return DeclaredLoad.read(load);
    }

    private static Variant variant(
            String name,
            String model,
            String serviceClass,
            Now now,
            List<PerformanceProfile> profiles,
            int minimum,
            boolean keeps) {
        return new Variant(
                new ResourceIdentity(new VariantId(name, name), name, 1),
                ServedModel.named(model),
                new ScaleTarget(
                        TargetRef.deployment(name),
                        new TargetState.Found(now.replicas(), now.replicas(), List.of(), Optional.empty())),
                new AcceleratorOptions(now.accelerator(), profiles, Optional.of(keeps)),
                ReplicaLimits.atLeast(minimum),
                Optional.of(new SloClassRef(Optional.of(serviceClass), Optional.empty())),
                Optional.empty(),
                List.of());
    }

    /** What a server runs on now. */
    private record Now(Optional<String> accelerator, int replicas, Value value) {
        static Now read(Value item, Collection<String> accelerators) {
            var current = item.get("currentAlloc");
            var accelerator = current.optionalText("accelerator");
            accelerator
                    .filter(name -> !accelerators.contains(name))
                    .ifPresent(name -> item.problems()
                            .unknown(current.get("accelerator").where(), "accelerator", name, accelerators));
            int replicas = current.wholeOr(0, 0, "numReplicas");
            return new Now(accelerator, accelerator.isPresent() ? replicas : 0, current.get("accelerator"));
        }

        void checkAgainst(Collection<String> declared, String model) {
            accelerator
                    .filter(name -> !declared.contains(name))
                    .ifPresent(name -> value.error(
                            "model \"" + model + "\" has no entry in models for accelerator \"" + name + "\""));
        }
    }
}
