package ai.llmd.wva.simulation.report;

import ai.llmd.wva.simulation.score.Estimate;
import ai.llmd.wva.simulation.score.Measure;
import ai.llmd.wva.simulation.score.RunScore;
import ai.llmd.wva.simulation.score.Scoreboard;
import ai.llmd.wva.simulation.score.Standing;
import ai.llmd.wva.text.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A scoreboard for programs, as JSON whose keys come in a fixed order; {@link ScoreReader} reads it back. */
public final class ScoreTree {
    static final String FORMAT = "wva-simulation/1";

    /** What every output says of its numbers. */
    public static final String SIMULATED = "Simulated, not measured.";

    private static final int DECIMALS = 6;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ScoreTree() {}

    public static String json(Scoreboard board) {
        var root = new LinkedHashMap<String, Object>();
        root.put("format", FORMAT);
        root.put("note", SIMULATED);
        root.put("seeds", board.seeds());
        root.put("results", board.standings().stream().map(ScoreTree::result).toList());
        return JSON.writeValueAsString(root);
    }

    private static Map<String, Object> result(Standing standing) {
        var node = new LinkedHashMap<String, Object>();
        node.put("shape", standing.shape());
        node.put("policy", standing.contender());
        node.put("mean", means(standing, Estimate::mean));
        node.put("interval95", means(standing, Estimate::halfWidth));
        node.put("runs", standing.runs().stream().map(ScoreTree::run).toList());
        return node;
    }

    private static Map<String, Object> means(Standing standing, ToDoubleFunction<Estimate> value) {
        var node = new LinkedHashMap<String, Object>();
        for (var measure : Measure.values()) {
            number(node, measure.key(), value.applyAsDouble(standing.estimate(measure)));
        }
        return node;
    }

    private static Map<String, Object> run(RunScore run) {
        var node = new LinkedHashMap<String, Object>();
        node.put("seed", run.seed());
        for (var measure : Measure.values()) {
            number(node, measure.key(), run.value(measure));
        }
        return node;
    }

    /** Absent where there is no value. */
    private static void number(Map<String, Object> node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, Text.rounded(value, DECIMALS));
        }
    }
}
