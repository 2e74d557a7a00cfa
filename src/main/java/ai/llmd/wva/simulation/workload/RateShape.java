package ai.llmd.wva.simulation.workload;

/** How the mean rate of requests moves within a stage, in requests per second. */
public sealed interface RateShape {
    /** The mean rate at so many seconds after the stage began. */
    double ratePerSecondAt(double seconds);

    /** Up to where the rate is a straight line from {@code seconds} on, near enough; above {@code seconds}. */
    default double straightUntil(double seconds) {
        return Double.POSITIVE_INFINITY;
    }

    /** Always the same. */
    record Level(double ratePerSecond) implements RateShape {
        public Level {
            Refuse.ifNegative(ratePerSecond, "a rate");
        }

        @Override
        public double ratePerSecondAt(double seconds) {
            return ratePerSecond;
        }
    }

    /** A straight line from one rate to another. */
    record Ramp(double fromPerSecond, double toPerSecond, double overSeconds) implements RateShape {
        public Ramp {
            Refuse.ifNegative(fromPerSecond, "a rate");
            Refuse.ifNegative(toPerSecond, "a rate");
            Refuse.unlessPositive(overSeconds, "the length of a ramp");
        }

        @Override
        public double ratePerSecondAt(double seconds) {
            return fromPerSecond + (toPerSecond - fromPerSecond) * Math.min(1, seconds / overSeconds);
        }
    }

    /** A sine that begins at its lowest. */
    record Wave(double meanPerSecond, double amplitudePerSecond, double periodSeconds) implements RateShape {
        private static final int STRAIGHTS = 360;

        public Wave {
            Refuse.ifNegative(meanPerSecond, "a rate");
            Refuse.unless(
                    amplitudePerSecond >= 0 && amplitudePerSecond <= meanPerSecond,
                    "an amplitude must be from 0 to the mean rate",
                    amplitudePerSecond);
            Refuse.unlessPositive(periodSeconds, "a period");
        }

        @Override
        public double ratePerSecondAt(double seconds) {
            var angle = 2 * StrictMath.PI * seconds / periodSeconds;
            return meanPerSecond - amplitudePerSecond * StrictMath.cos(angle);
        }

        @Override
        public double straightUntil(double seconds) {
            var straight = periodSeconds / STRAIGHTS;
            var next = Math.floor(seconds / straight) + 1;
            return next * straight > seconds ? next * straight : (next + 1) * straight;
        }
    }
}
