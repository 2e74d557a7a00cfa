package ai.llmd.wva.simulation.workload.input;

import ai.llmd.wva.engine.Calibration;
import ai.llmd.wva.simulation.workload.ColdStart;
import ai.llmd.wva.simulation.workload.VariantSetup;
import java.util.List;

/** Reads a variant: what serves a model. */
final class VariantReader {
    private static final String CALIBRATION = "h100-qwen32b-tp2";
    /** The names that there are. */
    static final List<String> CALIBRATIONS =
            Calibration.all().stream().map(Calibration::name).toList();

    private static final Bound REPLICAS = Bound.between(0, 10_000);

    private final List<String> models;

    /** A reader for a file that gives models these names. */
    VariantReader(List<String> models) {
        this.models = List.copyOf(models);
    }

    /** A variant; its model may be left out where there is one model only. */
    VariantSetup variant(Fields fields) {
        return variant(fields, models.size() == 1 ? models.get(0) : "");
    }

    /** The variant of a model for which the file gives none. */
    VariantSetup byDefault(String model) {
        return variant(Fields.none(), model);
    }

    private VariantSetup variant(Fields fields, String modelUnlessGiven) {
        var model = fields.text("model").orElse(modelUnlessGiven);
        if (model.isEmpty()) {
            fields.error("model", "is missing: one of " + String.join(", ", models));
        } else {
            fields.known("model", model, models);
        }
        var name = fields.text("name").orElse(model.isEmpty() ? "variant" : model);
        var calibration = fields.text("calibration").orElse(CALIBRATION);
        fields.known("calibration", calibration, CALIBRATIONS);
        int min = fields.whole("minReplicas", 1, REPLICAS);
        int max = fields.whole("maxReplicas", Math.max(10, min), Bound.between(1, 10_000));
        if (min > max) {
            fields.error("minReplicas", "must be maxReplicas or less: " + min + " > " + max);
            max = Math.max(1, min);
        }
        int initial = fields.whole("initialReplicas", min, REPLICAS);
        if (initial < min || initial > max) {
            fields.error("initialReplicas", "must be from minReplicas to maxReplicas: " + initial);
            initial = min;
        }
        var variant = new VariantSetup(
                name,
                model.isEmpty() ? "model" : model,
                calibration,
                fields.number("speed", 1, Bound.between(0.01, 100)),
                fields.text("accelerator").orElse("H100"),
                fields.whole("devicesPerReplica", 2, Bound.between(1, 1024)),
                fields.number("priceCentsPerHour", 200, Bound.ZERO_OR_MORE),
                min,
                max,
                initial,
                coldStart(fields),
                fields.number("profileErrorFactor", 1, Bound.between(0.1, 10)));
        fields.done();
        return variant;
    }

    private static ColdStart coldStart(Fields fields) {
        if (!fields.hasObject("coldStartSeconds")) {
            return new ColdStart(fields.number("coldStartSeconds", 100, Bound.ZERO_OR_MORE), 0);
        }
        var value = fields.object("coldStartSeconds");
        value.choice("distribution", "lognormal", List.of("lognormal"));
        var coldStart =
                new ColdStart(value.number("mean", Bound.ZERO_OR_MORE), value.number("cv", 0.3, Bound.between(0, 10)));
        value.done();
        return coldStart;
    }
}
