package ai.llmd.wva.explain;

import ai.llmd.wva.model.ScaleRemark.Brake;
import ai.llmd.wva.model.ScaleRemark.Paced;
import ai.llmd.wva.model.ScaleRules.Course;
import ai.llmd.wva.model.ScaleRules.Pace;
import ai.llmd.wva.model.ScaleRules.PaceUnit;
import ai.llmd.wva.model.ScaleRules.Select;
import java.time.Duration;
import java.util.stream.Collectors;

/** The rule that holds back a step of a target that the controller scales itself, in words. */
final class PaceText {
    private static final int ALL = 100;

    private PaceText() {}

    /** A clause, for one that a rate or a window holds back. */
    static String of(Paced paced) {
        boolean up = paced.desired() > paced.asked();
        var course = up ? paced.rules().up() : paced.rules().down();
        if (paced.brake() == Brake.WINDOW) {
            return (up ? "fewer" : "more") + " were decided within " + time(course.stabilizationWindow());
        }
        if (course.select() == Select.DISABLED) {
            return "actuator.scaling." + (up ? "up" : "down") + ".select is disabled";
        }
        return "at most " + policies(course, up);
    }

    /** The period once, where all have the same. */
    private static String policies(Course course, boolean up) {
        var joint = course.select() == Select.MIN ? " and " : " or ";
        boolean same = course.policies().stream().map(Pace::period).distinct().count() == 1;
        return same
                ? course.policies().stream().map(pace -> amount(pace, up)).collect(Collectors.joining(joint))
                        + within(course.policies().get(0))
                : course.policies().stream()
                        .map(pace -> amount(pace, up) + within(pace))
                        .collect(Collectors.joining(joint));
    }

    private static String amount(Pace pace, boolean up) {
        if (up && pace.unit() == PaceUnit.PERCENT && pace.value() == ALL) {
            return "twice as many";
        }
        return pace.value() + (pace.unit() == PaceUnit.PERCENT ? " %" : "") + (up ? " more" : " fewer");
    }

    private static String within(Pace pace) {
        return " in " + time(pace.period());
    }

    private static String time(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes == 0 || duration.toSecondsPart() != 0) {
            return duration.toSeconds() + " s";
        }
        return minutes == 1 ? "1 minute" : minutes + " minutes";
    }
}
