package ai.llmd.wva.metrics.prometheus;

import static ai.llmd.wva.metrics.PodFleets.NOW;
import static ai.llmd.wva.metrics.PodFleets.running;
import static ai.llmd.wva.metrics.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.metrics.PodFleets;
import ai.llmd.wva.metrics.SeriesTag;
import ai.llmd.wva.model.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class QueriesTest {
    private final Queries queries = new Queries(Configurations.collector("'scrapeInterval': '10s'"));

    private static List<Variant> variants(int count, String suffix) {
        var variants = new ArrayList<Variant>();
        for (var i = 0; i < count; i++) {
            variants.add(variant("ns" + i, "v" + i, "m" + i + suffix, running()));
        }
        return variants;
    }

    private List<Query> of(List<Variant> variants) {
        return queries.of(PodFleets.of(variants.toArray(Variant[]::new)), NOW);
    }

    @Test
    void everyPartIsAskedForOnce() {
        var text = of(variants(1, "")).stream().map(Query::expression).toList().toString();
        for (var part : SeriesTag.values()) {
            assertThat(text.split("\"" + part.name() + "\"", -1))
                    .as(part.name())
                    .hasSize(2);
        }
    }

    @Test
    void smallFleetsAreMatchedByNameAndLargeOnesNotAtAll() {
        assertThat(of(variants(2, "")).get(0).expression()).contains("{namespace=~\"ns0|ns1\",model_name=~\"m0|m1\"}");
        assertThat(of(variants(51, "")).get(0).expression())
                .doesNotContain("=~")
                .contains("vllm:num_requests_running{}");
        assertThat(of(variants(50, "x".repeat(100))).get(0).expression())
                .contains("namespace=~")
                .doesNotContain("model_name=~");
    }

    @Test
    void theStateQuerySeesOtherModelsOfTheNamespaces() {
        assertThat(of(variants(1, "")).get(3).expression())
                .contains("timestamp(vllm:num_requests_running{namespace=~\"ns0\"})[600000ms:30000ms]");
    }

    @Test
    void arrivalsAreReadAtTheScrapeIntervalBackFromNow() {

        var form = of(variants(1, "")).get(0).form();
        assertThat(form)
                .containsEntry("end", NOW.getEpochSecond() + ".000")
                .containsEntry("start", NOW.getEpochSecond() - 60 + ".000")
                .containsEntry("step", "10.000");
        assertThat(new TreeSet<>(form.keySet())).containsExactly("end", "query", "start", "step");
    }

    @Test
    void millisecondsAreKept() {
        var query = new Query("q", "1", NOW.plusMillis(7), Optional.empty());
        assertThat(query.form()).containsEntry("time", NOW.getEpochSecond() + ".007");
    }
}
