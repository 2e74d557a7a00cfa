package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WatchFailuresTest {
    private static final String VARIANTS = "variantautoscalings.llmd.ai";

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void namesWhatToApply() {
        assertThat(WatchFailures.explain(VARIANTS, refusal(404))).contains(VARIANTS, "kubectl apply -k deploy/crd");
        assertThat(WatchFailures.explain("pods", refusal(403)))
                .contains("pods", "lacks the verbs list and watch", "RBAC");
        assertThat(WatchFailures.explain("nodes", refusal(403))).contains("nodes", "deploy/capacity-from-nodes");
        assertThat(WatchFailures.explain("leaderworkersets.leaderworkerset.x-k8s.io", refusal(403)))
                .contains("deploy/leaderworkerset");
        assertThat(WatchFailures.explain("pods", refusal(401))).contains("credentials");
        assertThat(WatchFailures.explain("pods", new IOException("refused"))).contains("does not answer");
    }

    @Test
    void alwaysTriesAgain() {
        var failures = new WatchFailures("pods", server(), nanos::get);

        assertThat(failures.retry(false, refusal(403))).isTrue();
        assertThat(failures.retry(true, new IOException("gone"))).isTrue();
    }

    @Test
    void aRefusalCountsOnceItHasLasted() {
        var failures = new WatchFailures("pods", server(), nanos::get);
        failures.retry(true, refusal(403));
        assertThat(failures.refusedForLong(false)).isFalse();

        pass(WatchFailures.REFUSED_FOR_LONG.minusNanos(1));
        failures.retry(true, refusal(403));
        assertThat(failures.refusedForLong(false)).isFalse();

        pass(Duration.ofNanos(1));
        assertThat(failures.refusedForLong(false)).isTrue();
    }

    @Test
    void watchingAgainEndsARefusal() {
        var failures = new WatchFailures("pods", server(), nanos::get);
        failures.retry(true, refusal(403));
        pass(WatchFailures.REFUSED_FOR_LONG);

        assertThat(failures.refusedForLong(true)).isFalse();
        assertThat(failures.refusedForLong(false)).isFalse();
    }

    @Test
    void anApiServerThatDoesNotAnswerRefusesNothing() {
        var failures = new WatchFailures("pods", server(), nanos::get);
        failures.retry(true, new IOException("gone"));
        failures.retry(true, refusal(503));
        pass(WatchFailures.REFUSED_FOR_LONG);

        assertThat(failures.refusedForLong(false)).isFalse();
    }

    @Test
    void aRefusalOfWhatIsDispensableIsToldOnceAndEverythingElseOnceAMinute() {
        assertThat(linesOfAnHour(
                        WatchFailures.dispensable("horizontalpodautoscalers", server(), nanos::get), refusal(403)))
                .containsExactly("cannot watch horizontalpodautoscalers: the ServiceAccount lacks the verbs list and"
                        + " watch on them; apply the RBAC of deploy/; trying again; continuing without them");
        assertThat(linesOfAnHour(
                        WatchFailures.dispensable("horizontalpodautoscalers", server(), nanos::get), refusal(503)))
                .hasSize(60);
        assertThat(linesOfAnHour(new WatchFailures("pods", server(), nanos::get), refusal(403)))
                .hasSize(60)
                .allSatisfy(line -> assertThat(line).endsWith("trying again"));
    }

    /** What is logged while an informer tries every second. */
    private List<String> linesOfAnHour(WatchFailures failures, Throwable failure) {
        var lines = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger(WatchFailures.class);
        log.setAdditive(false);
        log.setLevel(Level.WARN);
        log.addAppender(lines);
        lines.start();
        try {
            for (int second = 0; second < Duration.ofHours(1).toSeconds(); second++) {
                failures.retry(false, failure);
                pass(Duration.ofSeconds(1));
            }
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
            log.setAdditive(true);
        }
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private SilentServer server() {
        return new SilentServer(new ApiServerAddress("https://10.0.0.1:443/", "the pod's own"), nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static Throwable refusal(int code) {
        return new CompletionException(new KubernetesClientException("no", code, null));
    }
}
