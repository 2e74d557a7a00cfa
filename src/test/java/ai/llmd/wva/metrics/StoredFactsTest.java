package ai.llmd.wva.metrics;

import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.signals.Measuring;
import ai.llmd.wva.signals.PodFleets;
import ai.llmd.wva.signals.Points;
import ai.llmd.wva.signals.Recording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What labels tell besides values: the size of a cache, and that clusters are mixed. */
class StoredFactsTest {
    private final SeriesNaming naming = new SeriesNaming();

    private Measurement measure(List<RawSeries> series, String... warnings) {
        var configuration = naming.configuration();
        var meter = new LoadMeter(
                Measuring.SAMPLING, configuration, new EngineNames(configuration.metricPrefix()), "check it");
        var one = variant("v", running(ready("a", 900)));
        meter.see(PodFleets.of(one), NOW);
        return meter.measure(List.of(one), series, List.of(warnings), NOW).get(one.id());
    }

    private static List<RawSeries> steady(Map<String, String> more) {
        var recording = Recording.ofPod("a").scraped(4, 300, 0, second -> new double[] {1000 + second, 1, 0});
        var series = new ArrayList<RawSeries>();
        for (var one : StoredSeries.of(recording.series())) {
            var labels = new HashMap<>(one.labels());
            labels.putAll(more);
            series.add(new RawSeries(labels, one.points(), one.unusable()));
        }
        return series;
    }

    private static RawSeries cache(String engine, String blocks, String size, String tokens) {
        var labels = new HashMap<>(Map.of(
                RawSeries.NAME,
                "vllm:cache_config_info",
                "namespace",
                PodFleets.NAMESPACE,
                "pod",
                "a",
                "engine",
                engine));
        labels.put("num_gpu_blocks", blocks);
        labels.put("block_size", size);
        if (!tokens.isEmpty()) {
            labels.put("kv_cache_size_tokens", tokens);
        }
        return new RawSeries(labels, Points.single(NOW.toEpochMilli(), 1), false);
    }

    private OptionalDouble tokens(RawSeries... caches) {
        var series = steady(Map.of());
        series.addAll(List.of(caches));
        return ((Measured) measure(series)).load().kvCacheTokens();
    }

    @ParameterizedTest
    @CsvSource({"22500, 16, '', 360000", "22500, 16, 350000, 350000", "None, 16, '', ", "None, None, 4096, 4096"})
    void theSizeOfACacheIsReadFromItsInfo(String blocks, String size, String newer, Double expected) {
        var read = tokens(cache("0", blocks, size, newer));
        assertThat(read).isEqualTo(expected == null ? OptionalDouble.empty() : OptionalDouble.of(expected));
    }

    @Test
    void theCachesOfAllEnginesOfAServerAddUp() {
        assertThat(tokens(cache("0", "100", "16", ""), cache("1", "200", "16", "")))
                .hasValue(4800);
    }

    @Test
    void podsOfSeveralClustersAreNotOnePod() {
        var series = steady(Map.of("cluster", "eu"));
        series.addAll(steady(Map.of("cluster", "us")));
        assertThat(measure(series))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.message())
                                .contains("several clusters: eu, us", "collector.matchers to {\"cluster\": \"eu\"}"));
        assertThat(measure(steady(Map.of("cluster", "eu")))).isInstanceOf(Measured.class);
    }

    @Test
    void aWarningOfTheStoreMakesTheLoadPartial() {
        assertThat(measure(steady(Map.of()), "a store is away")).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.caveats()).contains(new Caveat.PartialAnswer("a store is away"));
            assertThat(measured.partial()).isTrue();
        });
    }
}
