package ai.llmd.wva.signals;

import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** PodFleets for tests: one namespace {@code llm}, one model {@code default/default} unless told otherwise. */
public final class PodFleets {
    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    public static final String NAMESPACE = "llm";
    public static final String MODEL = "default/default";

    private PodFleets() {}

    public static Fleet of(Variant... variants) {
        var byId = new TreeMap<VariantId, Variant>();
        for (var variant : variants) {
            byId.put(variant.id(), variant);
        }
        var settings = new Settings(Duration.ofSeconds(60), false, true, Optional.empty());
        return new Fleet(1, byId, new TreeMap<>(), List.of(), settings, List.of());
    }

    public static Variant variant(String name, TargetState target) {
        return variant(NAMESPACE, name, MODEL, target);
    }

    public static Variant variant(String namespace, String name, String model, TargetState target) {
        return Fleets.bare(new VariantId(namespace, name), model, target);
    }

    public static TargetState.Found running(PodInfo... pods) {
        var ready = (int) List.of(pods).stream().filter(PodInfo::ready).count();
        return new TargetState.Found(pods.length, ready, List.of(pods), Optional.empty());
    }

    /** A pod that has been ready for so many seconds before {@link #NOW}. */
    public static PodInfo ready(String name, long seconds) {
        return new PodInfo(name, Optional.of(NOW.minusSeconds(seconds)));
    }

    public static PodInfo unready(String name) {
        return new PodInfo(name, Optional.empty());
    }
}
