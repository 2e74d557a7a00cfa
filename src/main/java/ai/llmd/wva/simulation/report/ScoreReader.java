package ai.llmd.wva.simulation.report;

import ai.llmd.wva.simulation.score.Measure;
import ai.llmd.wva.simulation.score.RunScore;
import ai.llmd.wva.simulation.score.Scoreboard;
import ai.llmd.wva.simulation.score.Standing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link ScoreTree} wrote. */
public final class ScoreReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ScoreReader() {}

    /**
     * Reads a scoreboard.
     *
     * @throws IllegalArgumentException with what is wrong, in one sentence
     */
    public static Scoreboard read(String text) {
        var root = parse(text);
        var format = root.path("format").asString("");
        if (!format.equals(ScoreTree.FORMAT)) {
            throw new IllegalArgumentException("is not what 'simulate -o json' prints: its format is "
                    + (format.isEmpty() ? "not given" : "\"" + format + "\"") + ", not \"" + ScoreTree.FORMAT + "\"");
        }
        var standings = new ArrayList<Standing>();
        for (var result : root.path("results")) {
            standings.add(new Standing(name(result, "shape"), name(result, "policy"), runs(result)));
        }
        if (standings.isEmpty()) {
            throw new IllegalArgumentException("has no results");
        }
        return new Scoreboard(
                standings.stream().map(Standing::shape).distinct().toList(),
                standings.stream().map(Standing::contender).distinct().toList(),
                standings.stream()
                        .flatMap(one -> one.runs().stream())
                        .map(RunScore::seed)
                        .distinct()
                        .toList(),
                standings);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw new IllegalArgumentException(
                    "is not JSON: " + e.getOriginalMessage()
                            + (place == null ? "" : " (line " + place.getLineNr() + ")"),
                    e);
        }
    }

    private static List<RunScore> runs(JsonNode result) {
        var runs = new ArrayList<RunScore>();
        for (var run : result.path("runs")) {
            var values = new EnumMap<Measure, Double>(Measure.class);
            for (var measure : Measure.values()) {
                var value = run.path(measure.key());
                if (value.isNumber()) {
                    values.put(measure, value.doubleValue());
                }
            }
            if (!run.path("seed").isIntegralNumber()) {
                throw new IllegalArgumentException("has a run without a seed");
            }
            runs.add(new RunScore(run.path("seed").longValue(), values));
        }
        return runs;
    }

    private static String name(JsonNode result, String key) {
        var name = result.path(key);
        if (!name.isString()) {
            throw new IllegalArgumentException("has a result without a " + key);
        }
        return name.stringValue();
    }
}
