package ai.llmd.wva.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.HiddenText;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RequestSecretsTest {
    @Test
    void aParameterIsASecretByItsName() {
        assertThat(RequestSecrets.of("tenant=team-alpha&API_Key=abc%2Fd&token=123&sig&auth=", Map.of()))
                .containsExactly("abc%2Fd", "abc/d");
    }

    @Test
    void aHeaderIsASecretByItsNameOrItsLength() {
        var headers = Map.of("X-Scope-OrgID", "team-a", "X-Access-Key", "12345", "X-Custom", "12345678");
        var hidden = new TreeMap<String, HiddenText>();
        headers.forEach((name, value) -> hidden.put(name, new HiddenText(value)));
        assertThat(RequestSecrets.of("", hidden)).containsExactly("12345", "12345678");
    }
}
