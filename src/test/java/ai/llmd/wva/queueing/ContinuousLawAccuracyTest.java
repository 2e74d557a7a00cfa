package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.workload.TokenLength;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The law continuous against the simulated engine: the sized rate of twelve unlike shapes beside the rate at which the
 * engine first misses the target. The engine takes minutes, so its rates are recorded; {@code mvn test
 * -Dtest=ContinuousLawAccuracyTest -Dwva.sizing.measure=true} measures them again and renews the record and the table
 * in docs/sizing.md.
 */
class ContinuousLawAccuracyTest {
    private static final Path BASE = Path.of(System.getProperty("wva.basedir", "."));
    private static final Path RECORD = BASE.resolve("src/test/resources/sizing/truth.csv");
    private static final Path PAGE = BASE.resolve("docs/sizing.md");
    private static final String START = "<!-- sizing table: start -->\n";
    private static final String END = "<!-- sizing table: end -->\n";

    static List<SizingShape> shapes() {
        return SizingShape.all();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void meansAreNearTheEnginesAndNoSizingIsFarTooOptimistic(SizingShape shape) {
        var errors = errors(shape);
        assertThat(errors[0]).as("TTFT mean, %s", shape.name()).isBetween(-7.0, 5.0);
        assertThat(errors[4]).as("ITL mean, %s", shape.name()).isBetween(-5.0, 5.0);
        for (var error : errors) {
            assertThat(error).as(Arrays.toString(errors)).isLessThan(6);
        }
    }

    @Test
    void fourOfFiveFiguresAreWithinFivePercent() {
        var errors = shapes().stream()
                .flatMapToDouble(shape -> Arrays.stream(errors(shape)))
                .toArray();
        var near = Arrays.stream(errors).filter(error -> Math.abs(error) <= 5).count();
        assertThat(near).isGreaterThanOrEqualTo(errors.length * 4 / 5);
    }

    @Test
    void theTableOfTheDocumentationIsWhatIsSized() throws IOException {
        assertThat(Files.readString(PAGE)).contains(START + table() + END);
    }

    @Test
    @EnabledIfSystemProperty(named = "wva.sizing.measure", matches = "true")
    void measureAgain() throws IOException {
        var lines = new ArrayList<String>();
        lines.add("# requests a second at which the engine first misses the target: "
                + String.join(", ", SizingTruth.FIGURES));
        for (var shape : shapes()) {
            lines.add(shape.name() + ","
                    + Arrays.stream(new SizingTruth(shape).rates())
                            .mapToObj(rate -> String.format(Locale.ROOT, "%.5f", rate))
                            .collect(Collectors.joining(",")));
            System.out.println(lines.get(lines.size() - 1));
        }
        Files.writeString(RECORD, String.join("\n", lines) + "\n");
        var page = Files.readString(PAGE);
        var from = page.indexOf(START) + START.length();
        Files.writeString(PAGE, page.substring(0, from) + table() + page.substring(page.indexOf(END)));
    }

    private static double[] errors(SizingShape shape) {
        var truth = truths().get(shape.name());
        var requests = shape.shape();
        var replica = shape.replica(requests);
        var errors = new double[truth.length];
        for (var figure = 0; figure < truth.length; figure++) {
            var sizing = Sizer.size(replica, requests, shape.target(figure));
            var rate = sizing instanceof Sizing.Feasible feasible ? feasible.maxRatePerSecond() : 0;
            errors[figure] = 100 * (rate / truth[figure] - 1);
        }
        return errors;
    }

    private static String table() {
        var text = new StringBuilder("| shape | prompts, answers | TTFT ms | mean | p90 | p95 | p99 "
                + "| ITL ms | mean | p90 | p95 | p99 |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        for (var shape : shapes()) {
            var errors = errors(shape);
            text.append("| ").append(shape.name()).append(" | ");
            text.append(words(shape.input()))
                    .append(", ")
                    .append(words(shape.output()))
                    .append(" | ");
            for (var half = 0; half < errors.length; half += 4) {
                text.append(number(shape.millis(half))).append(", ").append(number(shape.millis(half + 1)));
                for (var i = half; i < half + 4; i++) {
                    text.append(String.format(Locale.ROOT, " | %+.1f", errors[i]));
                }
                text.append(" | ");
            }
            text.setLength(text.length() - 1);
            text.append('\n');
        }
        return text.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String words(TokenLength length) {
        return length.getClass().getSimpleName().toLowerCase(Locale.ROOT) + " " + Math.round(length.mean());
    }

    private static Map<String, double[]> truths() {
        try {
            var text = Files.exists(RECORD)
                    ? Files.readString(RECORD)
                    : new String(
                            Objects.requireNonNull(SizingShape.class.getResourceAsStream("/sizing/truth.csv"))
                                    .readAllBytes(),
                            StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", 2))
                    .collect(Collectors.toMap(
                            line -> line[0],
                            line -> Arrays.stream(line[1].split(","))
                                    .mapToDouble(Double::parseDouble)
                                    .toArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
