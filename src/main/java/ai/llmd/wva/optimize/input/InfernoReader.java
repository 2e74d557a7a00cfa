package ai.llmd.wva.optimize.input;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.Problems;
import ai.llmd.wva.config.Spelling;
import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads llm-inferno's system data. Each server becomes a variant in a namespace of its own, so that its load stays
 * its own; what runs now matters to the cost of moving only: the plan is made from nothing.
 */
final class InfernoReader {
    private InfernoReader() {}

    static Input read(InfernoSections sections, Instant at, Problems problems) {
        var accelerators = accelerators(sections.accelerators());
        var classes = InfernoClasses.read(sections.serviceClasses());
        var profiles = InfernoProfiles.read(sections.models(), accelerators.keySet());
        var rules = InfernoRules.read(sections.optimizers());
        var capacity = capacity(sections, accelerators, rules.unlimited(), problems);
        var servers = new InfernoServers(accelerators.keySet(), classes, profiles).read(sections.servers());
        var variants = new TreeMap<VariantId, Variant>();
        var measurements = new TreeMap<VariantId, Measurement>();
        var names = new TreeMap<String, VariantId>();
        for (var server : servers) {
            var id = server.variant().id();
            variants.put(id, server.variant());
            measurements.put(id, server.measurement());
            names.put(id.name(), id);
        }
        var fleet =
                new Fleet(1, variants, accelerators, List.copyOf(classes.values()), capacity, settings(), List.of());
        return new Input(new Observation(1, at, fleet, measurements), names, false, rules.rules(), problems.notes());
    }

    private static SortedMap<String, Accelerator> accelerators(List<Value> items) {
        var accelerators = new TreeMap<String, Accelerator>();
        for (var item : items) {
            item.knows("name", "type", "multiplicity", "cost");
            int multiplicity = item.wholeOr(1, 1, "multiplicity");
            double cost = item.number(0, "cost");
            item.text("name").ifPresent(name -> {
                var type = item.optionalText("type").orElse(name);
                if (accelerators.put(name, new Accelerator(name, type, multiplicity, cost)) != null) {
                    item.error("accelerator \"" + name + "\" is there twice");
                }
            });
        }
        return accelerators;
    }

    /** Devices by type. A type without a count is not limited: what is unknown is not zero. */
    private static Capacity capacity(
            InfernoSections sections,
            SortedMap<String, Accelerator> accelerators,
            boolean unlimited,
            Problems problems) {
        var types = accelerators.values().stream()
                .map(Accelerator::device)
                .distinct()
                .sorted()
                .toList();
        var devices = new TreeMap<String, Long>();
        for (var item : sections.capacity().orElse(List.of())) {
            item.knows("type", "count");
            long count = item.whole(0, "count");
            item.text("type").ifPresent(type -> {
                if (!types.contains(type)) {
                    problems.note(
                            item.where(),
                            Spelling.unknown("accelerator of type", type, types) + "; the count is not used");
                } else if (devices.put(type, count) != null) {
                    item.error("the type \"" + type + "\" is there twice");
                }
            });
        }
        if (unlimited) {
            return Capacity.UNLIMITED;
        }
        var unknown = types.stream().filter(type -> !devices.containsKey(type)).toList();
        if (!unknown.isEmpty()) {
            problems.note(
                    sections.names(),
                    "capacityData has no count of " + String.join(", ", unknown)
                            + (unknown.size() == 1 ? ", which is" : ", which are") + " taken as unlimited");
        }
        return new Capacity(devices);
    }

    /** Servers change accelerators unless they say otherwise, and need none without load. */
    private static Settings settings() {
        var standard = Configuration.defaults().settings().fleet();
        return new Settings(
                standard.interval(),
                true,
                false,
                standard.holdLimit(),
                standard.mode(),
                standard.calibration(),
                standard.drainWithin(),
                standard.actuation());
    }
}
