package ai.llmd.wva.config;

import ai.llmd.wva.model.ScaleRules;
import ai.llmd.wva.model.ScaleRules.Course;
import ai.llmd.wva.model.ScaleRules.Pace;
import ai.llmd.wva.model.ScaleRules.PaceUnit;
import ai.llmd.wva.model.ScaleRules.Select;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Reads how fast targets are scaled without an autoscaler. */
final class ScalingReader {
    private static final int MOST_POLICIES = 16;
    private static final int MOST_DIGITS = 6;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Pattern POLICY =
            Pattern.compile("\\s*(\\d{1," + MOST_DIGITS + "})\\s*(pods?|%|percent)\\s+in\\s+(\\S+)\\s*");

    private ScalingReader() {}

    static ScaleRules read(Section in) {
        var read = new ScaleRules(
                course(in.section("up"), ScaleRules.DEFAULT.up()),
                course(in.section("down"), ScaleRules.DEFAULT.down()));
        in.done();
        return read;
    }

    private static Course course(Section in, Course standard) {
        var window = in.durationOrZero(
                "stabilizationWindow", standard.stabilizationWindow(), SECOND, ScaleRules.LONGEST_WINDOW);
        var select = in.parsed(
                "select",
                standard.select(),
                "text in quotes",
                Parsers.labelled(Select::label, List.of(Select.values())));
        var policies = in.list("policies", standard.policies(), MOST_POLICIES, ScalingReader::policy);
        boolean whole = window.toNanosPart() == 0;
        in.check(whole, "must be whole seconds", "stabilizationWindow");
        in.check(
                !policies.isEmpty(),
                "needs a policy; to change nothing in this direction, select \"disabled\"",
                "policies");
        in.done();
        return new Course(
                whole ? window : standard.stabilizationWindow(),
                select,
                policies.isEmpty() ? standard.policies() : policies);
    }

    /** For example {@code 4 pods in 15s}. */
    private static Pace policy(String text) {
        var matcher = POLICY.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    Spelling.quote(text) + " is no policy such as \"4 pods in 15s\" or \"100 % in 1m\"");
        }
        var period = Parsers.duration(SECOND, ScaleRules.LONGEST_PERIOD).parse(matcher.group(3));
        int value = Integer.parseInt(matcher.group(1));
        if (value < 1 || period.toNanosPart() != 0) {
            throw new IllegalArgumentException(Spelling.quote(text) + " is no policy: at least 1, in whole seconds");
        }
        return new Pace(value, matcher.group(2).startsWith("pod") ? PaceUnit.PODS : PaceUnit.PERCENT, period);
    }
}
