package ai.llmd.wva.declaration;

import ai.llmd.wva.config.Durations;
import ai.llmd.wva.config.Spelling;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.declaration.resource.VariantAutoscalingSpec;
import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what is to be done about the decisions on a resource; adds a problem for what cannot be read. */
final class HandlingConversion {
    /** It is kept in the status. */
    private static final int LONGEST_MARK = 253;

    private HandlingConversion() {}

    /** @param spec of the resource, an empty one where it has none */
    static Handling handling(VariantAutoscaling resource, VariantAutoscalingSpec spec, FieldProblems problems) {
        var handling = new Handling(
                mode(spec.mode(), problems),
                frozen(resource, problems),
                calibration(spec.calibration(), problems),
                resetMark(resource, problems),
                drainWithin(spec.drainWithin(), problems),
                actuation(spec.actuation(), problems));
        return handling.equals(Handling.USUAL) ? Handling.USUAL : handling;
    }

    /** Rather nothing acts than something that nobody asked for. */
    private static Optional<Mode> mode(String value, FieldProblems problems) {
        return labelled("mode", value, Mode.values(), Mode::label, Mode.ADVISORY, problems);
    }

    private static Optional<CalibrationMode> calibration(String value, FieldProblems problems) {
        return labelled(
                "calibration", value, CalibrationMode.values(), CalibrationMode::label, CalibrationMode.OFF, problems);
    }

    /** Nothing is written to a target unless that was asked for. */
    private static Optional<ActuationMode> actuation(String value, FieldProblems problems) {
        return labelled(
                "actuation", value, ActuationMode.values(), ActuationMode::label, ActuationMode.METRICS, problems);
    }

    /** What a field says; empty where it says nothing; where it is something else, a problem and the safe value. */
    private static <T> Optional<T> labelled(
            String field, String value, T[] all, Function<T, String> label, T safe, FieldProblems problems) {
        if (value == null) {
            return Optional.empty();
        }
        var read =
                Arrays.stream(all).filter(one -> label.apply(one).equals(value)).findFirst();
        if (read.isEmpty()) {
            problems.add(field + " " + Spelling.quote(value) + " is not "
                    + alternatives(Arrays.stream(all).map(label).toList()));
        }
        return read.or(() -> Optional.of(safe));
    }

    private static String alternatives(List<String> labels) {
        int last = labels.size() - 1;
        return String.join(", ", labels.subList(0, last)) + " or " + labels.get(last);
    }

    private static Optional<Duration> drainWithin(String value, FieldProblems problems) {
        if (value == null) {
            return Optional.empty();
        }
        var read = Durations.parse(value)
                .filter(duration -> duration.compareTo(Settings.SHORTEST_DRAIN) >= 0
                        && duration.compareTo(Settings.LONGEST_DRAIN) <= 0);
        if (read.isEmpty()) {
            problems.passedOver(
                    "drainWithin " + Spelling.quote(value) + " is not a duration from 1s to 1h, such as 2m or 90s");
        }
        return read;
    }

    private static boolean frozen(VariantAutoscaling resource, FieldProblems problems) {
        var value = annotation(resource, VariantAutoscaling.FREEZE_ANNOTATION);
        if (value != null && !"true".equals(value) && !"false".equals(value)) {
            problems.passedOver("annotation " + VariantAutoscaling.FREEZE_ANNOTATION + " " + Spelling.quote(value)
                    + " is neither \"true\" nor \"false\"");
        }
        return "true".equals(value);
    }

    private static Optional<String> resetMark(VariantAutoscaling resource, FieldProblems problems) {
        var value = annotation(resource, VariantAutoscaling.RESET_PROFILE_ANNOTATION);
        if (value != null && value.length() > LONGEST_MARK) {
            problems.passedOver("annotation " + VariantAutoscaling.RESET_PROFILE_ANNOTATION + " is longer than "
                    + LONGEST_MARK + " characters");
            return Optional.empty();
        }
        return Optional.ofNullable(value);
    }

    private static String annotation(VariantAutoscaling resource, String name) {
        var annotations = resource.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(name);
    }
}
