package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says why a kind cannot be watched, and what to do about it: at the first failure and then once a minute, since an
 * informer tries again for ever. Of a kind that is dispensable a refusal is told once a day: nothing waits for it.
 */
final class WatchFailures {
    private static final Logger LOG = LoggerFactory.getLogger(WatchFailures.class);
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long DISPENSABLE_QUIET_NANOS = Duration.ofDays(1).toNanos();

    /** What is read only where that is asked for has rights of its own. */
    private static final Map<String, String> COMPONENTS = Map.of(
            "nodes", "deploy/capacity-from-nodes",
            "leaderworkersets.leaderworkerset.x-k8s.io", "deploy/leaderworkerset");

    private static final Set<Integer> REFUSALS = Set.of(401, 403, 404);

    /** An informer whose right is given back tries again within this time. */
    static final Duration REFUSED_FOR_LONG = Duration.ofSeconds(30);

    private final String plural;
    private final LongSupplier nanoTime;
    private final boolean dispensable;
    private final SilentServer server;
    private final AtomicLong nextNanos;
    private boolean refused;
    private long refusedNanos;

    /** Of a kind of that server, which is told when there is no answer of any kind. */
    WatchFailures(String plural, SilentServer server, LongSupplier nanoTime) {
        this(plural, server, nanoTime, false);
    }

    private WatchFailures(String plural, SilentServer server, LongSupplier nanoTime, boolean dispensable) {
        this.plural = plural;
        this.server = server;
        this.nanoTime = nanoTime;
        this.dispensable = dispensable;
        this.nextNanos = new AtomicLong(nanoTime.getAsLong());
    }

    /** Of a kind without which the rest goes on. */
    static WatchFailures dispensable(String plural, SilentServer server, LongSupplier nanoTime) {
        return new WatchFailures(plural, server, nanoTime, true);
    }

    /** Whether the API server does not let it be watched, or does not know it. */
    static boolean isRefusal(Throwable failure) {
        return REFUSALS.contains(statusCode(failure));
    }

    /** An informer's exception handler: always try again. */
    boolean retry(boolean started, Throwable failure) {
        long now = nanoTime.getAsLong();
        note(now, failure);
        if (statusCode(failure) == 0) {
            server.failed(failure);
            return true;
        }
        long next = nextNanos.get();
        long quiet = dispensable && isRefusal(failure) ? DISPENSABLE_QUIET_NANOS : QUIET_NANOS;
        if (now - next >= 0 && nextNanos.compareAndSet(next, now + quiet)) {
            LOG.atWarn()
                    .addKeyValue("resource", plural)
                    .addKeyValue("listedBefore", started)
                    .addKeyValue("error", rootMessage(failure))
                    .log(explain(plural, failure) + (dispensable ? "; continuing without them" : ""));
        }
        return true;
    }

    private synchronized void note(long now, Throwable failure) {
        if (!refused && isRefusal(failure)) {
            refused = true;
            refusedNanos = now;
        }
    }

    /**
     * Whether the API server has refused for so long that what was read before counts no more. That it does not answer
     * at all is no refusal: nobody else would fare better.
     *
     * @param watching whether the informer watches now, which ends a refusal
     */
    synchronized boolean refusedForLong(boolean watching) {
        refused &= !watching;
        return refused && nanoTime.getAsLong() - refusedNanos >= REFUSED_FOR_LONG.toNanos();
    }

    static String explain(String plural, Throwable failure) {
        return switch (statusCode(failure)) {
            case 401 -> "cannot watch " + plural + ": the API server does not accept our credentials; trying again";
            case 403 ->
                "cannot watch " + plural + ": the ServiceAccount lacks the verbs list and watch on them; apply "
                        + COMPONENTS.getOrDefault(plural, "the RBAC of deploy/")
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

    static String rootMessage(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.format(Locale.ROOT, "%s: %s", root.getClass().getSimpleName(), root.getMessage());
    }
}
