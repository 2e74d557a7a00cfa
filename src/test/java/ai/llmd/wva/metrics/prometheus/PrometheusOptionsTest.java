package ai.llmd.wva.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrometheusOptionsTest {
    private static PrometheusOptions of(Duration window, Duration scrape, List<Duration> delays, int poolSize) {
        var second = Duration.ofSeconds(1);
        return new PrometheusOptions(window, second, scrape, second, delays, 5, second, poolSize, false, 1);
    }

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        var options = PrometheusOptions.DEFAULT;
        assertThat(options.queryTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.retryDelays()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(2));
        assertThat(options.sampling().matureAfter()).isEqualTo(Duration.ofSeconds(70));
        assertThat(options.sampling().rememberDeparted()).isEqualTo(Duration.ofMinutes(3));
        assertThat(options.allowPlainHttp()).isFalse();
        assertThat(options.withAllowPlainHttp(true).allowPlainHttp()).isTrue();
    }

    @Test
    void whatCannotWorkIsRefused() {
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> of(second, second, List.of(), 1)).hasMessageContaining("two scrape intervals");
        assertThatThrownBy(() -> of(Duration.ZERO, second, List.of(), 1)).hasMessageContaining("rateWindow");
        assertThatThrownBy(() -> of(Duration.ofSeconds(2), second, List.of(Duration.ZERO), 1))
                .hasMessageContaining("retryDelays");
        assertThatThrownBy(() -> of(Duration.ofSeconds(2), second, List.of(), 0))
                .hasMessageContaining("poolSize");
    }
}
