package ai.llmd.wva.simulation.workload.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Loads that nobody thought up: each is drawn from its number alone, so that numbers of a policy can be chosen on some
 * and tried on others. Lengths, rates, targets and cold starts are those that services have; what comes is one of six
 * kinds in turn: steps, a ramp, a wave, bursts, a steady load, climbs.
 */
public final class GeneratedShapes {
    private static final String HOUR = "generated";
    private static final String LONG = "generated-long";
    private static final int HOURS_IN_SET = 96;
    private static final int LONG_IN_SET = 36;
    private static final int HOUR_SECONDS = 3600;
    private static final int LONG_SECONDS = 8 * HOUR_SECONDS;
    private static final Pattern NAME = Pattern.compile("(generated|generated-long)-(\\d{1,6})");

    private GeneratedShapes() {}

    /** The shapes of a set; empty where it is the name of none. */
    public static Optional<List<String>> set(String name) {
        return switch (name) {
            case HOUR -> Optional.of(numbered(HOUR, HOURS_IN_SET));
            case LONG -> Optional.of(numbered(LONG, LONG_IN_SET));
            default -> Optional.empty();
        };
    }

    private static List<String> numbered(String set, int count) {
        return IntStream.range(0, count).mapToObj(number -> set + "-" + number).toList();
    }

    /** The file of a shape; empty when it is the name of none. */
    static Optional<String> text(String name) {
        var found = NAME.matcher(name);
        return found.matches()
                ? Optional.of(new Draft(
                                Integer.parseInt(found.group(2)), found.group(1).equals(LONG))
                        .text())
                : Optional.empty();
    }

    /** One that is being drawn. */
    private static final class Draft {
        private final int number;
        private final boolean slow;
        private final Random random;
        private final List<String> stages = new ArrayList<>();
        private final int seconds;
        private final int inputTokens;
        private final int outputTokens;
        private final double basePerSecond;
        private String arrivals = "poisson";
        private double firstPerSecond;

        Draft(int number, boolean slow) {
            this.number = number;
            this.slow = slow;
            this.random = new Random(1_000_003L * number + (slow ? 29 : 17));
            this.seconds = slow ? LONG_SECONDS : HOUR_SECONDS;
            this.inputTokens = (int) logUniform(200, 7000);
            this.outputTokens = (int) logUniform(80, 1800);
            this.basePerSecond = capacityPerSecond() * logUniform(0.7, slow ? 4 : 6);
        }

        /** Of a replica, roughly: 1.43 requests/s of 4,000 tokens in and 1,000 out. */
        private double capacityPerSecond() {
            return 1.43 / (0.35 * inputTokens / 4000 + 0.65 * outputTokens / 1000);
        }

        private double uniform(double from, double to) {
            return from + (to - from) * random.nextDouble();
        }

        private double logUniform(double from, double to) {
            return StrictMath.exp(uniform(StrictMath.log(from), StrictMath.log(to)));
        }

        private int whole(double from, double to) {
            return (int) uniform(from, to + 1);
        }

        /** Changes of a load that moves slowly come further apart. */
        private int apart(double from, double to) {
            return slow ? 6 * whole(from, to) : whole(from, to);
        }

        String text() {
            var lengths = whole(0, 2);
            var kind = kind();
            var coldStart = logUniform(30, 600);
            var ttftMillis = Math.max(800, inputTokens * 0.25 * uniform(1.5, 4));
            var itlMillis = List.of(50, 70, 100).get(whole(0, 2));
            return String.join(
                    "\n",
                    "description: \"%s, cold start of %.0f s\"".formatted(kind, coldStart),
                    "models:",
                    "- name: model",
                    line("  ttftMillis: %.0f", ttftMillis),
                    "  itlMillis: " + itlMillis,
                    "  inputTokens: " + length(inputTokens, lengths),
                    "  outputTokens: " + length(outputTokens, lengths),
                    "  arrivals: " + arrivals,
                    "  stages:",
                    String.join("\n", stages),
                    "variants:",
                    "- name: variant",
                    "  maxReplicas: 40",
                    "  initialReplicas: " + initialReplicas(),
                    line("  coldStartSeconds: {distribution: lognormal, mean: %.0f, cv: 0.2}", coldStart),
                    "");
        }

        private static String line(String format, Object... values) {
            return String.format(Locale.ROOT, format, values);
        }

        /** What a mean length is the mean of: always that, the lengths of text, or of many unlike users. */
        private String length(int mean, int kind) {
            return switch (kind) {
                case 0 -> Integer.toString(mean);
                case 1 -> "{distribution: geometric, mean: " + mean + "}";
                default -> line("{distribution: lognormal, mean: %d, cv: %.2f}", mean, uniform(0.5, 1.5));
            };
        }

        private int initialReplicas() {
            return (int) Math.max(1, Math.ceil(1.3 * firstPerSecond / capacityPerSecond()));
        }

        private void level(int lasting, double perSecond) {
            begins(perSecond);
            stages.add(line("  - {seconds: %d, requestsPerSecond: %.4f}", lasting, perSecond));
        }

        private void slope(int lasting, double from, double to, double noiseCv) {
            begins(from);
            stages.add(line(
                    "  - {seconds: %d, fromRequestsPerSecond: %.4f, toRequestsPerSecond: %.4f, noiseCv: %.2f}",
                    lasting, from, to, noiseCv));
        }

        private void begins(double perSecond) {
            if (stages.isEmpty()) {
                firstPerSecond = perSecond;
            }
        }

        /** Draws the stages, and says in a word what they are. */
        private String kind() {
            return switch (number % 6) {
                case 0 -> steps();
                case 1 -> ramp();
                case 2 -> wave();
                case 3 -> bursts();
                case 4 -> {
                    level(seconds, basePerSecond);
                    yield "a steady load";
                }
                default -> climbs();
            };
        }

        private String steps() {
            for (int at = 0; at < seconds; ) {
                int lasting = Math.min(apart(300, 1200), seconds - at);
                level(lasting, basePerSecond * StrictMath.exp(uniform(-1.1, 0.8)));
                at += lasting;
            }
            return "steps";
        }

        private String ramp() {
            double low = basePerSecond * uniform(0.25, 0.5);
            double high = basePerSecond * uniform(1.2, 2.2);
            level(apart(900, 900), low);
            slope(apart(180, 1200), low, high, 0);
            level(apart(900, 900), high);
            slope(apart(200, 900), high, low, 0);
            level(apart(600, 600), low);
            return "a ramp and back";
        }

        private String wave() {
            double amplitude = basePerSecond * uniform(0.4, 0.85);
            begins(basePerSecond - amplitude);
            stages.add(line(
                    "  - {seconds: %d, meanRequestsPerSecond: %.4f, amplitudeRequestsPerSecond: %.4f,"
                            + " periodSeconds: %d, noiseCv: %.2f}",
                    seconds,
                    basePerSecond,
                    amplitude,
                    slow ? seconds : new int[] {1200, 1800, 3600}[whole(0, 2)],
                    uniform(0, slow ? 0.15 : 0.25)));
            return "a wave";
        }

        private String bursts() {
            arrivals = random.nextBoolean()
                    ? line("{process: gamma, cv: %.1f}", uniform(2, 5))
                    : line(
                            "{process: mmpp, states: [{rateFactor: 0.5, meanSeconds: %d},"
                                    + " {rateFactor: %.1f, meanSeconds: %d}]}",
                            whole(120, 400), uniform(1.5, 3.5), whole(60, 200));
            level(seconds, basePerSecond);
            return "bursts";
        }

        private String climbs() {
            double at = 0.4 * basePerSecond;
            for (int passed = 0; passed < seconds; ) {
                int lasting = Math.min(apart(240, 900), seconds - passed);
                double next = at * StrictMath.exp(uniform(-0.7, 0.9));
                next = Math.max(0.2 * basePerSecond, Math.min(2 * basePerSecond, next));
                slope(lasting, at, next, 0.1);
                at = next;
                passed += lasting;
            }
            return "climbs and falls";
        }
    }
}
