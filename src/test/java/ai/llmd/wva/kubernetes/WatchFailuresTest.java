package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class WatchFailuresTest {
    private static final String VARIANTS = "variantautoscalings.llmd.ai";

    @Test
    void namesWhatToApply() {
        assertThat(WatchFailures.explain(VARIANTS, refusal(404))).contains(VARIANTS, "kubectl apply -k deploy/crd");
        assertThat(WatchFailures.explain("pods", refusal(403))).contains("pods", "get, list and watch", "RBAC");
        assertThat(WatchFailures.explain("nodes", refusal(403))).contains("nodes", "deploy/capacity-from-nodes");
        assertThat(WatchFailures.explain("pods", refusal(401))).contains("credentials");
        assertThat(WatchFailures.explain("pods", new IOException("refused"))).contains("does not answer");
    }

    @Test
    void alwaysTriesAgain() {
        var failures = new WatchFailures("pods");

        assertThat(failures.retry(false, refusal(403))).isTrue();
        assertThat(failures.retry(true, new IOException("gone"))).isTrue();
    }

    private static Throwable refusal(int code) {
        return new CompletionException(new KubernetesClientException("no", code, null));
    }
}
