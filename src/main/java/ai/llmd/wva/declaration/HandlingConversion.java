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

    private static Optional<Mode> mode(String value, FieldProblems problems) {
        if (value == null) {
            return Optional.empty();
        }
        var read = labelled(Mode.values(), Mode::label, value);
        if (read.isPresent()) {
            return read;
        }
        problems.add("mode " + Spelling.quote(value) + " is not active or advisory");
        // rather nothing acts than something that nobody asked for
        return Optional.of(Mode.ADVISORY);
    }

    private static Optional<CalibrationMode> calibration(String value, FieldProblems problems) {
        if (value == null) {
            return Optional.empty();
        }
        var read = labelled(CalibrationMode.values(), CalibrationMode::label, value);
        if (read.isPresent()) {
            return read;
        }
        problems.add("calibration " + Spelling.quote(value) + " is not off, observe or on");
        return Optional.of(CalibrationMode.OFF);
    }

    private static Optional<ActuationMode> actuation(String value, FieldProblems problems) {
        if (value == null) {
            return Optional.empty();
        }
        var read = labelled(ActuationMode.values(), ActuationMode::label, value);
        if (read.isPresent()) {
            return read;
        }
        problems.add("actuation " + Spelling.quote(value) + " is not metrics, scale or both");
        // nothing is written to a target unless that was asked for
        return Optional.of(ActuationMode.METRICS);
    }

    private static <T> Optional<T> labelled(T[] all, Function<T, String> label, String value) {
        return Arrays.stream(all).filter(one -> label.apply(one).equals(value)).findFirst();
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
