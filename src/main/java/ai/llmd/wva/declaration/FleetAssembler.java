package ai.llmd.wva.declaration;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.LiveSettings;
import ai.llmd.wva.config.SettingsResolver;
import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.ConfigMapName;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.Subject.Nodes;
import ai.llmd.wva.model.Subject.WholeConfigMap;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes a fleet of what the cluster declares; remembers the last good value of each entry. Used by one thread at a
 * time.
 */
public final class FleetAssembler {
    private final SettingsResolver resolver;
    private final String namespace;
    private final Consumer<LiveSettings> onSettings;
    private Optional<LiveSettings> settings = Optional.empty();
    private SortedMap<String, Accelerator> accelerators = new TreeMap<>();
    private SortedMap<String, ServiceClass> serviceClasses = new TreeMap<>();
    private SortedMap<String, Long> declaredCapacity = new TreeMap<>();
    private SortedMap<String, Long> nodeCapacity = new TreeMap<>();
    private long generation;

    public FleetAssembler(SettingsResolver resolver, String namespace) {
        this(resolver, namespace, inForce -> {});
    }

    /**
     * Makes an assembler that knows nothing yet.
     *
     * @param onSettings told of all settings in force, each time; only some of them go with the fleet
     */
    public FleetAssembler(SettingsResolver resolver, String namespace, Consumer<LiveSettings> onSettings) {
        this.resolver = resolver;
        this.namespace = namespace;
        this.onSettings = onSettings;
    }

    public Fleet assemble(ClusterSnapshot snapshot) {
        var problems = new ArrayList<Problem>();
        var resolution = resolver.resolve(data(snapshot, ConfigMapNames.SETTINGS), settings);
        settings = Optional.of(resolution.settings());
        onSettings.accept(resolution.settings());
        problems.addAll(resolution.problems());
        var costs = AcceleratorCosts.parse(
                source(ConfigMapNames.ACCELERATOR_COSTS),
                data(snapshot, ConfigMapNames.ACCELERATOR_COSTS),
                accelerators);
        accelerators = costs.value();
        problems.addAll(costs.problems());
        var classes = ServiceClasses.parse(
                source(ConfigMapNames.SERVICE_CLASSES), data(snapshot, ConfigMapNames.SERVICE_CLASSES), serviceClasses);
        serviceClasses = classes.value();
        problems.addAll(classes.problems());
        missing(snapshot, problems);
        var limits = AcceleratorCapacity.parse(
                source(ConfigMapNames.ACCELERATOR_CAPACITY),
                data(snapshot, ConfigMapNames.ACCELERATOR_CAPACITY),
                declaredCapacity,
                withOwnPrices(snapshot.variants().values()));
        declaredCapacity = limits.value();
        problems.addAll(limits.problems());
        var capacity = capacity(snapshot.nodes(), problems);
        return checked(new Fleet(
                ++generation,
                snapshot.variants(),
                accelerators,
                List.copyOf(serviceClasses.values()),
                capacity,
                resolution.settings().fleet(),
                problems));
    }

    /** The accelerators by name, with those that only variants with a price of their own know. */
    private SortedMap<String, Accelerator> withOwnPrices(Collection<Variant> variants) {
        var all = new TreeMap<>(accelerators);
        for (var variant : variants) {
            for (var name : variant.accelerators()) {
                if (variant.acceleratorOptions().ownPrice(name).isPresent()) {
                    all.putIfAbsent(name, new Accelerator(name, name, 0));
                }
            }
        }
        return all;
    }

    /** Checked here and not in each cycle: a plan is made far more often than a fleet. */
    private static Fleet checked(Fleet fleet) {
        var concerns = new Concerns(fleet);
        var faulty = new TreeMap<VariantId, Variant>();
        for (var variant : fleet.variants().values()) {
            var found = new ArrayList<>(variant.problems());
            if (variant.isPlannable()) {
                found.addAll(VariantCheck.problems(fleet, variant));
            }
            found.addAll(concerns.of(variant));
            if (found.size() > variant.problems().size()) {
                faulty.put(variant.id(), variant.withProblems(found));
            }
        }
        if (faulty.isEmpty()) {
            return fleet;
        }
        var variants = new TreeMap<>(fleet.variants());
        variants.putAll(faulty);
        return fleet.withVariants(variants);
    }

    /** What nodes have, except where the ConfigMap says otherwise. What is in neither is not limited. */
    private Capacity capacity(NodeDevices nodes, List<Problem> problems) {
        if (nodes instanceof NodeDevices.Known known) {
            nodeCapacity = known.byType();
        } else if (nodes instanceof NodeDevices.Unknown) {
            problems.add(new Problem(
                    new Nodes(), nodeCapacity.isEmpty() ? Effect.LEFT_OUT : Effect.LAST_GOOD, "cannot be read"));
        }
        var devices = new TreeMap<>(nodeCapacity);
        devices.putAll(declaredCapacity);
        return new Capacity(devices);
    }

    /** Without these two nothing can be decided; the settings have defaults. */
    private void missing(ClusterSnapshot snapshot, List<Problem> problems) {
        for (var name : List.of(ConfigMapNames.ACCELERATOR_COSTS, ConfigMapNames.SERVICE_CLASSES)) {
            if (!snapshot.configMaps().containsKey(name)) {
                problems.add(new Problem(
                        new WholeConfigMap(source(name)), Effect.LEFT_OUT, "does not exist; a sample is in deploy/"));
            }
        }
    }

    private ConfigMapName source(String name) {
        return new ConfigMapName(namespace, name);
    }

    private static SortedMap<String, String> data(ClusterSnapshot snapshot, String name) {
        return snapshot.configMaps().getOrDefault(name, new TreeMap<>());
    }
}
