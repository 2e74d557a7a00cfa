package ai.llmd.wva.profile;

import ai.llmd.wva.metrics.EngineNames;
import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.metrics.scrape.MetricSample;
import ai.llmd.wva.profile.fit.DecodeFit;
import ai.llmd.wva.profile.fit.PromptFit;
import ai.llmd.wva.profile.fit.PromptPoint;
import ai.llmd.wva.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Finds levels in what a store has kept of servers that served as usual: a window of time is a measurement. */
public final class HistoryFit {
    private static final List<String> SERVER_LABELS = List.of("pod", "instance");

    /** Times the mean error. */
    private static final double OUTLIER = 3;

    private final EngineNames names;
    private final String model;
    private final double stepSeconds;
    private final List<HistoryWindow> windows = new ArrayList<>();

    private HistoryFit(EngineNames names, String model, double stepSeconds) {
        this.names = names;
        this.model = model;
        this.stepSeconds = stepSeconds;
    }

    /**
     * The levels that series tell, windows alike put together.
     *
     * @param series read at instants that are {@code stepSeconds} apart
     * @throws UnfitServerException where they tell nothing
     */
    public static SweepResult of(List<RawSeries> series, EngineNames names, String model, double stepSeconds) {
        var history = new HistoryFit(names, model, stepSeconds);
        var servers = new TreeMap<String, List<RawSeries>>();
        for (var one : series) {
            servers.computeIfAbsent(server(one), name -> new ArrayList<>()).add(one);
        }
        servers.values().forEach(history::read);
        if (history.windows.isEmpty()) {
            throw new UnfitServerException(
                    "Prometheus has no history of '" + model + "' with enough traffic in it to tell anything");
        }
        return history.result(servers.size());
    }

    private static String server(RawSeries series) {
        return SERVER_LABELS.stream()
                .map(series::label)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private void read(List<RawSeries> server) {
        var pages = new TreeMap<Long, List<MetricSample>>();
        for (var series : server) {
            for (var i = 0; i < series.points().size(); i++) {
                pages.computeIfAbsent(series.points().at(i), at -> new ArrayList<>())
                        .add(new MetricSample(
                                series.name(), series.labels(), series.points().value(i), OptionalLong.empty()));
            }
        }
        Map.Entry<Long, List<MetricSample>> before = null;
        for (var page : pages.entrySet()) {
            if (before != null && page.getKey() - before.getKey() <= 1_500 * stepSeconds) {
                var seconds = (page.getKey() - before.getKey()) / 1_000.0;
                HistoryWindow.between(reading(before.getValue()), reading(page.getValue()), seconds)
                        .ifPresent(windows::add);
            }
            before = page;
        }
    }

    private EngineReading reading(List<MetricSample> page) {
        return EngineReading.of(page, names, model);
    }

    private SweepResult result(int servers) {
        var prompts = PromptFit.of(windows.stream()
                .filter(HistoryWindow::quiet)
                .map(window -> new PromptPoint(window.promptTokens(), window.ttftMillis()))
                .toList());
        // as vLLM does, which reads prompts within the steps of the others
        var delta = prompts.map(PromptFit::deltaMillis).orElse(0.0);
        var notes = new ArrayList<String>();
        notes.add("fitted to " + Text.counted(windows.size(), "window") + " of ordinary traffic of "
                + Text.counted(servers, "server") + ": a sweep (--url) tells more, and more certainly");
        if (prompts.isEmpty()) {
            notes.add("beta contains what the prompts of others took of the steps");
        }
        return new SweepResult(model, levels(delta), OptionalInt.empty(), OptionalDouble.empty(), notes, true);
    }

    /** The means of windows whose batch and prompts are within a factor of the square root of two. */
    private List<LevelMeasurement> levels(double delta) {
        var alike = new TreeMap<String, List<LevelMeasurement>>();
        for (var level : withoutOutliers(windows.stream()
                .filter(window -> window.mostlyDecoded(delta))
                .map(window -> window.level(delta))
                .toList())) {
            var key = level.alone() + " " + halfOctave(level.requests()) + " " + halfOctave(level.promptTokens());
            alike.computeIfAbsent(key, any -> new ArrayList<>()).add(level);
        }
        return alike.values().stream().map(LevelMeasurement::mean).toList();
    }

    /** A window in which the load changed much is far from the law that most of them obey. */
    private static List<LevelMeasurement> withoutOutliers(List<LevelMeasurement> levels) {
        var law = DecodeFit.of(levels.stream().map(LevelMeasurement::decode).toList());
        return law.map(fit -> levels.stream()
                        .filter(level ->
                                Math.abs(fit.millisAt(level.requests(), level.contextTokens()) / level.itlMillis() - 1)
                                        <= OUTLIER * fit.error().mean())
                        .toList())
                .orElse(levels);
    }

    private static long halfOctave(double value) {
        return Math.round(2 * StrictMath.log(value) / StrictMath.log(2));
    }
}
