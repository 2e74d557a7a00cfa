package ai.llmd.wva.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.config.PrometheusSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessReaderTest {
    private static final CollectorConfiguration OPTIONS = Configurations.collector("'allowPlainHttp': true");

    @ParameterizedTest
    @CsvSource({
        "https://prom:9090, true, prom, 9090, ''",
        "https://prom, true, prom, 443, ''",
        "http://prom/, false, prom, 80, ''",
        "HTTPS://prom:1/a/b//, true, prom, 1, /a/b",
        "https://[::1]:9090/x, true, ::1, 9090, /x"
    })
    void readsUrls(String url, boolean tls, String host, int port, String prefix) {
        var endpoint = AccessReader.read(PrometheusSettings.at(url), OPTIONS).endpoint();
        assertThat(endpoint.tls()).isEqualTo(tls);
        assertThat(endpoint.host()).isEqualTo(host);
        assertThat(endpoint.port()).isEqualTo(port);
        assertThat(endpoint.prefix()).isEqualTo(prefix);
        assertThat(endpoint.verifiedName()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prom:9090", "ftp://prom", "https://", "not a url", "https://prom/#x"})
    void refusesWhatIsNotABaseUrl(String url) {
        assertThatThrownBy(() -> AccessReader.read(PrometheusSettings.at(url), OPTIONS))
                .isInstanceOf(QueryFailure.class)
                .hasMessageStartingWith("PROMETHEUS_BASE_URL ");
    }

    @Test
    void aPasswordInTheUrlIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> AccessReader.read(PrometheusSettings.at("https://me:s3cret@prom"), OPTIONS))
                .hasMessageContaining("neither user")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void nothingThatIsPrintedShowsTheToken() {
        var settings = Configurations.prometheus("'bearerToken': ' s3cret ', 'tokenPath': '/nothing'");
        var access = AccessReader.read(settings, OPTIONS);
        assertThat(access.login().authorization()).contains("Bearer s3cret");
        assertThat(access.toString()).doesNotContain("s3cret").contains("PROMETHEUS_BEARER_TOKEN");
    }

    @Test
    void nothingThatIsPrintedShowsAPassword() {
        var settings = Configurations.prometheus("'basicAuthUsername': 'wva', 'basicAuthPassword': 's3 cret'");
        var access = AccessReader.read(settings, OPTIONS);
        assertThat(access.login().authorization()).contains("Basic d3ZhOnMzIGNyZXQ=");
        assertThat(access.toString())
                .contains("user wva with the password of PROMETHEUS_BASIC_AUTH_PASSWORD")
                .doesNotContain("s3 cret", "d3ZhOnMzIGNyZXQ=");
    }

    @Test
    void theUrlsParametersAndThoseOfTheConfigurationGoTogether() {
        var options = Configurations.collector("'queryParameters': {'namespace': 'a b', 'x[]': '{p=~\\\"c|d\\\"}'}");
        assertThat(AccessReader.read(PrometheusSettings.at("https://prom/p/?tenant=a%26b&"), options)
                        .urlQuery())
                .isEqualTo("tenant=a%26b&&namespace=a%20b&x%5B%5D=%7Bp%3D~%22c%7Cd%22%7D");
        assertThat(AccessReader.read(PrometheusSettings.at("https://prom"), options)
                        .urlQuery())
                .startsWith("namespace=");
        assertThat(AccessReader.read(PrometheusSettings.at("https://prom?a"), OPTIONS)
                        .urlQuery())
                .isEqualTo("a");
    }

    @Test
    void aParameterIsGivenOnce() {
        var options = Configurations.collector("'queryParameters': {'tenant': 'a'}");
        assertThatThrownBy(() -> AccessReader.read(PrometheusSettings.at("https://prom?%74enant=b"), options))
                .hasMessage("the parameter tenant is in PROMETHEUS_BASE_URL and in collector.queryParameters: set it"
                        + " only once");
    }

    @Test
    void aUrlIsNamedWithoutItsQuery() {
        assertThatThrownBy(() -> AccessReader.read(
                        PrometheusSettings.at("http://prom/x?token=s3cret"), CollectorConfiguration.defaults()))
                .hasMessageContaining("http://prom/x?... is not encrypted");
    }
}
