package ai.llmd.wva.simulation.report;

import ai.llmd.wva.simulation.outcome.Note;
import ai.llmd.wva.simulation.report.Timeline.TargetLines;
import ai.llmd.wva.simulation.score.Measure;
import ai.llmd.wva.simulation.score.Scoreboard;
import ai.llmd.wva.simulation.score.Standing;
import ai.llmd.wva.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** What the page draws, as compact JSON. What all contenders on a shape share is there once. */
final class ReportData {
    private static final Set<LineSeries> SHARED = Set.of(LineSeries.RATE, LineSeries.NEEDED);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int DECIMALS = 5;

    private final Map<String, Integer> sentences = new LinkedHashMap<>();

    private ReportData() {}

    static String json(Scoreboard board, List<Timeline> timelines, String command) {
        return JSON.writeValueAsString(new ReportData().tree(board, timelines, command));
    }

    private Map<String, Object> tree(Scoreboard board, List<Timeline> timelines, String command) {
        var root = new LinkedHashMap<String, Object>();
        root.put("note", ScoreTree.SIMULATED);
        root.put("command", command);
        root.put("seeds", board.seeds());
        root.put("shapes", board.shapes());
        root.put("policies", board.contenders());
        var standings = new ArrayList<>(board.standings());
        if (board.shapes().size() > 1) {
            board.contenders().forEach(contender -> board.overall(contender).ifPresent(standings::add));
        }
        root.put("all", Scoreboard.ALL);
        root.put("scores", standings.stream().map(ReportData::score).toList());
        var loads = new LinkedHashMap<String, Object>();
        timelines.forEach(timeline -> loads.computeIfAbsent(timeline.shape(), shape -> load(timeline)));
        root.put("loads", loads);
        root.put("runs", timelines.stream().map(this::run).toList());
        root.put("sentences", List.copyOf(sentences.keySet()));
        return root;
    }

    private static Map<String, Object> score(Standing standing) {
        var node = new LinkedHashMap<String, Object>();
        node.put("shape", standing.shape());
        node.put("policy", standing.contender());
        for (var measure : Measure.values()) {
            var estimate = standing.estimate(measure);
            if (estimate.known()) {
                node.put(
                        measure.key(),
                        Double.isNaN(estimate.halfWidth())
                                ? List.of(Text.rounded(estimate.mean(), DECIMALS))
                                : List.of(
                                        Text.rounded(estimate.mean(), DECIMALS),
                                        Text.rounded(estimate.halfWidth(), DECIMALS)));
            }
        }
        return node;
    }

    private static Map<String, Object> load(Timeline timeline) {
        var node = new LinkedHashMap<String, Object>();
        node.put("step", Text.rounded(timeline.stepSeconds(), 3));
        node.put(
                "targets",
                timeline.targets().stream().map(target -> lines(target, true)).toList());
        return node;
    }

    private Map<String, Object> run(Timeline timeline) {
        var node = new LinkedHashMap<String, Object>();
        node.put("shape", timeline.shape());
        node.put("policy", timeline.contender());
        node.put(
                "targets",
                timeline.targets().stream().map(target -> lines(target, false)).toList());
        node.put("notes", timeline.notes().stream().map(this::note).toList());
        return node;
    }

    private static Map<String, Object> lines(TargetLines target, boolean shared) {
        var node = new LinkedHashMap<String, Object>();
        if (shared) {
            node.put("name", target.name());
            node.put("ttftLimit", Text.rounded(target.ttftMillis(), 3));
            node.put("itlLimit", Text.rounded(target.itlMillis(), 3));
        }
        for (var series : LineSeries.values()) {
            if (SHARED.contains(series) == shared) {
                node.put(series.key(), values(target.lines().get(series), series.decimals()));
            }
        }
        return node;
    }

    private static List<Number> values(double[] values, int decimals) {
        var list = new ArrayList<Number>();
        for (double value : values) {
            list.add(Double.isFinite(value) ? Text.rounded(value, decimals) : null);
        }
        return list;
    }

    /** Time in seconds, target, desired, held, and which sentence. */
    private List<Object> note(Note note) {
        int sentence = sentences.computeIfAbsent(note.why(), why -> sentences.size());
        return List.of(
                Text.rounded(note.atMillis() / 1000, 1), note.target(), note.desired(), note.held() ? 1 : 0, sentence);
    }
}
