package ai.llmd.wva.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.config.PrometheusSettings;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessReaderTest {

    @ParameterizedTest
    @CsvSource({
        "https://prom:9090, true, prom, 9090, ''",
        "https://prom, true, prom, 443, ''",
        "http://prom/, false, prom, 80, ''",
        "HTTPS://prom:1/a/b//, true, prom, 1, /a/b",
        "https://[::1]:9090/x, true, ::1, 9090, /x"
    })
    void readsUrls(String url, boolean tls, String host, int port, String prefix) {
        var endpoint = AccessReader.read(PrometheusSettings.at(url), true).endpoint();
        assertThat(endpoint.tls()).isEqualTo(tls);
        assertThat(endpoint.host()).isEqualTo(host);
        assertThat(endpoint.port()).isEqualTo(port);
        assertThat(endpoint.prefix()).isEqualTo(prefix);
        assertThat(endpoint.verifiedName()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prom:9090", "ftp://prom", "https://", "not a url", "https://prom/?a=b", "https://prom/#x"})
    void refusesWhatIsNotABaseUrl(String url) {
        assertThatThrownBy(() -> AccessReader.read(PrometheusSettings.at(url), true))
                .isInstanceOf(QueryFailure.class)
                .hasMessageStartingWith("PROMETHEUS_BASE_URL ");
    }

    @Test
    void aPasswordInTheUrlIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> AccessReader.read(PrometheusSettings.at("https://me:s3cret@prom"), true))
                .hasMessageContaining("neither user")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void nothingThatIsPrintedShowsTheToken() {
        var settings = new PrometheusSettings(
                "https://prom",
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(" s3cret\n"),
                Optional.of("/nothing"));
        var access = AccessReader.read(settings, false);
        assertThat(access.token()).contains("s3cret");
        assertThat(access.toString()).doesNotContain("s3cret").contains("PROMETHEUS_BEARER_TOKEN");
    }
}
