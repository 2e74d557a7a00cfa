package ai.llmd.wva.metrics;

import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.signals.PodFleets;
import ai.llmd.wva.signals.Points;
import ai.llmd.wva.signals.Recording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LoadMeterTest {
    private static final Variant VARIANT = variant("v", running(ready("a", 1000)));

    private final List<RawSeries> stored = new ArrayList<>();

    private static Recording steady(long phase) {
        return Recording.ofPod("a").scraped(phase, 170, 0, second -> new double[] {1000 + second, 1, 0});
    }

    private void stored(String label, String value, Recording recording) {
        for (var one : StoredSeries.of(recording)) {
            var labels = new HashMap<>(one.labels());
            labels.put(label, value);
            stored.add(new RawSeries(labels, one.points(), one.unusable()));
        }
    }

    private Measurement measure(SeriesNaming naming, String... warnings) {
        var series = naming.configuration();
        var names = new EngineNames(series.metricPrefix());
        var meter = new LoadMeter(CollectorConfiguration.defaults().sampling(), series, names, "check it");
        meter.see(PodFleets.of(VARIANT), NOW);
        return meter.measure(List.of(VARIANT), stored, new TreeSet<>(List.of(warnings)), NOW)
                .get(VARIANT.id());
    }

    private double perSecond(SeriesNaming naming) {
        return measure(naming) instanceof Measured measured ? measured.load().arrivalRatePerSecond() : Double.NaN;
    }

    @Test
    void whatTwoPrometheusesScrapedAtTheirOwnTimesCountsOnce() {
        stored("replica", "a", steady(4));
        stored("replica", "b", steady(7));
        assertThat(perSecond(new SeriesNaming())).isEqualTo(1, within(1e-9));
    }

    @Test
    void aReplicaLabelOfAnotherNameIsASetting() {
        stored("site", "a", steady(4));
        stored("site", "b", steady(7));
        assertThat(perSecond(new SeriesNaming().folding("site"))).isEqualTo(1, within(1e-9));
    }

    /** A server on a port of its own, which began to count then. */
    private void server(String port, Recording recording, double created) {
        var all = new ArrayList<>(StoredSeries.of(recording));
        all.add(new RawSeries(
                Map.of(
                        RawSeries.NAME,
                        "vllm:prompt_tokens_created",
                        "model_name",
                        PodFleets.MODEL,
                        "namespace",
                        PodFleets.NAMESPACE,
                        "pod",
                        "a"),
                Points.single(NOW.minusSeconds(4).toEpochMilli(), created),
                false));
        for (var one : all) {
            var labels = new HashMap<>(one.labels());
            labels.put("instance", "10.0.0.1:" + port);
            labels.put("endpoint", port);
            stored.add(new RawSeries(labels, one.points(), one.unusable()));
        }
    }

    @Test
    void twoPortsThatShowOnePageCountOnce() {
        server("api", steady(4), 1.76e9);
        server("metrics", steady(7), 1.76e9);
        assertThat(perSecond(new SeriesNaming())).isEqualTo(1, within(1e-9));
    }

    @Test
    void twoServersThatGetTheSameLoadAddUpThoughTheyKeepInStep() {
        server("first", steady(4), 1.76e9);
        server("second", steady(7), 1.76e9 + 0.25);
        assertThat(perSecond(new SeriesNaming())).isEqualTo(2, within(1e-9));
    }

    @Test
    void aSeriesThatAStoreMarkedAsEndedIsStaleAndNotMadeOfNoNumbers() {
        for (var one : StoredSeries.of(Recording.ofPod("a")
                .scraped(4, 170, 130, second -> new double[] {1000 + second, 1, 0}))) {
            stored.add(new RawSeries(one.labels(), one.points(), true));
        }
        assertThat(measure(new SeriesNaming()))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.cause()).isEqualTo(Cause.STALE));
    }

    @Test
    void aCounterThatEndedWithAMarkAndBeganAnewKeepsItsRate() {
        var recording = Recording.ofPod("a");
        for (var ago = 174L; ago > 0; ago -= 10) {
            if (ago != 54 && ago != 44) {
                recording.at(ago, 1000.0 - ago, 1, 0);
            }
        }
        for (var one : StoredSeries.of(recording)) {
            stored.add(new RawSeries(one.labels(), one.points(), true));
        }
        assertThat(perSecond(new SeriesNaming())).isEqualTo(1, within(1e-9));
    }

    @Test
    void requestsOfAllNamesOfAModelAddUp() {
        stored.addAll(StoredSeries.of(steady(4)));
        stored.addAll(StoredSeries.of(new Recording("lora", PodFleets.NAMESPACE, "a").scraped(4, 170, 0, second ->
                new double[] {500 + 2 * second, 1, 0})));
        assertThat(perSecond(new SeriesNaming().model(PodFleets.MODEL, "lora"))).isEqualTo(3, within(1e-9));
        assertThat(perSecond(new SeriesNaming())).isEqualTo(1, within(1e-9));
    }

    @Test
    void aWarningIsACaveatOfWhatIsMeasuredOnly() {
        stored.addAll(StoredSeries.of(steady(4)));
        assertThat(measure(new SeriesNaming(), "a store is away", "another too"))
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.caveats())
                                .contains(
                                        new Caveat.PartialAnswer("a store is away"),
                                        new Caveat.PartialAnswer("another too")));
        stored.clear();
        assertThat(measure(new SeriesNaming(), "a store is away")).isInstanceOf(Unknown.class);
    }
}
