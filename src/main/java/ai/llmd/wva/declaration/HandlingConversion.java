package ai.llmd.wva.declaration;

import ai.llmd.wva.config.Spelling;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.Mode;
import java.util.Optional;

/** Reads what is to be done about the decisions on a resource; adds a problem for what cannot be read. */
final class HandlingConversion {
    private HandlingConversion() {}

    static Handling handling(VariantAutoscaling resource, FieldProblems problems) {
        var spec = resource.getSpec();
        var handling = new Handling(mode(spec == null ? null : spec.mode(), problems), frozen(resource, problems));
        return handling.equals(Handling.USUAL) ? Handling.USUAL : handling;
    }

    private static Optional<Mode> mode(String value, FieldProblems problems) {
        if (value == null) {
            return Optional.empty();
        }
        for (var mode : Mode.values()) {
            if (mode.label().equals(value)) {
                return Optional.of(mode);
            }
        }
        problems.add("mode " + Spelling.quote(value) + " is not active or advisory");
        // rather nothing acts than something that nobody asked for
        return Optional.of(Mode.ADVISORY);
    }

    private static boolean frozen(VariantAutoscaling resource, FieldProblems problems) {
        var annotations = resource.getMetadata().getAnnotations();
        var value = annotations == null ? null : annotations.get(VariantAutoscaling.FREEZE_ANNOTATION);
        if (value != null && !"true".equals(value) && !"false".equals(value)) {
            problems.passedOver("annotation " + VariantAutoscaling.FREEZE_ANNOTATION + " " + Spelling.quote(value)
                    + " is neither \"true\" nor \"false\"");
        }
        return "true".equals(value);
    }
}
