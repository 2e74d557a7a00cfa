package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says why a kind cannot be watched, and what to do about it: at the first failure and then once a minute, since an
 * informer tries again for ever.
 */
final class WatchFailures {
    private static final Logger LOG = LoggerFactory.getLogger(WatchFailures.class);
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    /** Read only where capacity comes from them, which has rights of its own. */
    private static final String NODES = "nodes";

    private final String plural;
    private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());

    WatchFailures(String plural) {
        this.plural = plural;
    }

    /** An informer's exception handler: always try again. */
    boolean retry(boolean started, Throwable failure) {
        long now = System.nanoTime();
        long next = nextNanos.get();
        if (now - next >= 0 && nextNanos.compareAndSet(next, now + QUIET_NANOS)) {
            LOG.atWarn()
                    .addKeyValue("resource", plural)
                    .addKeyValue("listedBefore", started)
                    .addKeyValue("cause", rootMessage(failure))
                    .log(explain(plural, failure));
        }
        return true;
    }

    static String explain(String plural, Throwable failure) {
        return switch (statusCode(failure)) {
            case 401 -> "cannot watch " + plural + ": the API server does not accept our credentials; trying again";
            case 403 ->
                "cannot watch " + plural + ": the ServiceAccount lacks the verbs get, list and watch on them; apply "
                        + (plural.equals(NODES) ? "deploy/capacity-from-nodes" : "the RBAC of deploy/")
                        + "; trying again";
            case 404 ->
                "cannot watch " + plural + ": the API server does not know them;"
                        + " apply the definition with kubectl apply -k deploy/crd; trying again";
            default -> "cannot watch " + plural + ": the API server does not answer as it should; trying again";
        };
    }

    private static int statusCode(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException refused && refused.getCode() > 0) {
                return refused.getCode();
            }
        }
        return 0;
    }

    private static String rootMessage(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.format(Locale.ROOT, "%s: %s", root.getClass().getSimpleName(), root.getMessage());
    }
}
