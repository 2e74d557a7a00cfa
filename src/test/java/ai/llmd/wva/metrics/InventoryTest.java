package ai.llmd.wva.metrics;

import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.signals.Points;
import ai.llmd.wva.signals.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventoryTest {
    private final Inventory inventory = new Inventory(SeriesConfiguration.defaults());
    private final Variant variant = variant("v", running(ready("a", 600), ready("b", 600)));

    private static RawSeries series(String metric, String model, String pod, long... seconds) {
        var points = new Points.Builder();
        for (var second : seconds) {
            points.add(second * 1000, 1);
        }
        return new RawSeries(
                Map.of("__name__", metric, "model_name", model, "namespace", "llm", "pod", pod), points.build(), false);
    }

    @Test
    void aVariantHasWhatItsPodsHave() {
        inventory.add(List.of(
                series("vllm:num_requests_running", "default/default", "a", 0, 15, 30, 61),
                series("vllm:request_success_total", "default/default", "b", 0, 15),
                series("up", "", "a", 0, 1),
                series("process_cpu_seconds_total", "", "a", 0, 1),
                series("vllm:prompt_tokens_total", "default/default", "of-another", 0, 15)));

        var found = inventory.of(variant);

        assertThat(found.engines()).containsExactly("vLLM");
        assertThat(found.interval()).contains(Duration.ofSeconds(15));
        assertThat(found.signals()).containsExactlyInAnyOrder(Signal.RUNNING, Signal.FINISHED);
        assertThat(found.pods()).containsExactly("a", "b");
    }

    @Test
    void anEngineThatDoesNotNameItsModelIsFoundByPod() {
        inventory.add(List.of(series("tgi_batch_current_size", "", "a", 0, 10)));

        assertThat(inventory.of(variant).engines()).containsExactly("TGI");
    }

    @Test
    void whereNothingIsStoredNothingIsFound() {
        var found = inventory.of(variant);

        assertThat(found.engines()).isEmpty();
        assertThat(found.interval()).isEmpty();
        assertThat(found.signals()).isEmpty();
    }
}
