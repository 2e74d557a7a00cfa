package ai.llmd.wva.model;

import java.time.Duration;
import java.util.List;

/**
 * How fast the controller takes a target up and down, in the terms of an autoscaler's {@code behavior}.
 *
 * @param up towards more replicas
 * @param down towards fewer
 */
public record ScaleRules(Course up, Course down) {
    /** The longest window that an autoscaler takes. */
    public static final Duration LONGEST_WINDOW = Duration.ofHours(1);

    /** The longest period that it takes. */
    public static final Duration LONGEST_PERIOD = Duration.ofMinutes(30);

    private static final Duration SYNC = Duration.ofSeconds(15);

    /** The defaults of autoscaling/v2. */
    public static final ScaleRules DEFAULT = new ScaleRules(
            new Course(
                    Duration.ZERO,
                    Select.MAX,
                    List.of(new Pace(4, PaceUnit.PODS, SYNC), new Pace(100, PaceUnit.PERCENT, SYNC))),
            new Course(Duration.ofMinutes(5), Select.MAX, List.of(new Pace(100, PaceUnit.PERCENT, SYNC))));

    public ScaleRules {
        Checks.present(up, "up");
        Checks.present(down, "down");
    }

    /**
     * One direction.
     *
     * @param stabilizationWindow whose most cautious decision counts, in whole seconds from 0 to
     *     {@link #LONGEST_WINDOW}
     * @param policies at least one
     */
    public record Course(Duration stabilizationWindow, Select select, List<Pace> policies) {
        public Course {
            Checks.present(select, "select");
            policies = List.copyOf(policies);
            if (stabilizationWindow.isNegative()
                    || stabilizationWindow.compareTo(LONGEST_WINDOW) > 0
                    || stabilizationWindow.toNanosPart() != 0) {
                throw new IllegalArgumentException(
                        "a window is whole seconds from 0 to an hour, not " + stabilizationWindow);
            }
            Checks.atLeast(1, policies.size(), "the number of policies");
        }
    }

    /**
     * How much may change within a period.
     *
     * @param value >= 1
     * @param period whole seconds from 1 to {@link #LONGEST_PERIOD}
     */
    public record Pace(int value, PaceUnit unit, Duration period) {
        public Pace {
            Checks.atLeast(1, value, "the value of a policy");
            Checks.present(unit, "unit");
            if (period.toSeconds() < 1 || period.compareTo(LONGEST_PERIOD) > 0 || period.toNanosPart() != 0) {
                throw new IllegalArgumentException("a period is whole seconds from 1 to 30 minutes, not " + period);
            }
        }
    }

    /** What a pace counts. */
    public enum PaceUnit {
        PODS,
        /** Of the replicas when the period began. */
        PERCENT
    }

    /** Which of several policies holds. */
    public enum Select {
        /** The one that allows the largest change. */
        MAX("max"),
        /** The one that allows the smallest. */
        MIN("min"),
        /** None: no change in this direction. */
        DISABLED("disabled");

        private final String label;

        Select(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
