package ai.llmd.wva.journal;

import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.Rationale;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.planning.RecentLoads;
import ai.llmd.wva.planning.StartTimes;
import ai.llmd.wva.planning.VariantMemory;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.InjectableValues;

/**
 * Components that records of a journal did not always have, each with what held before there was one. An older journal
 * is read with these; a new component that may not be absent belongs here, or raises {@link RecordJson#FORMAT}.
 */
final class LaterComponents {
    /** Values by {@link #name}. */
    static final Map<String, Object> BEFORE = Map.of(
            name(PlanningRules.class, "law"), SizingLaw.PUBLISHED,
            name(Settings.class, "mode"), Mode.ACTIVE,
            name(Variant.class, "handling"), Handling.USUAL,
            name(Decision.class, "advisory"), false,
            name(HoldCause.NoProfile.class, "calibration"), CalibrationMode.OFF,
            name(Rationale.Headroom.class, "chance"), 0.0,
            name(VariantMemory.class, "recentLoads"), RecentLoads.NONE,
            name(RecentLoads.class, "growthShare"), RecentLoads.NONE.growthShare(),
            name(VariantMemory.class, "startTimes"), StartTimes.NONE);

    private LaterComponents() {}

    /** The name under which a component is one of these; empty = it was always there, or may be absent. */
    static Optional<String> find(Class<?> type, int component) {
        return Optional.of(name(type, type.getRecordComponents()[component].getName()))
                .filter(BEFORE::containsKey);
    }

    private static String name(Class<?> type, String component) {
        return type.getName() + "." + component;
    }

    static InjectableValues values() {
        return new InjectableValues.Std(BEFORE);
    }
}
