package ai.llmd.wva.serving.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one port. When there are too many, the one that has kept us waiting for the longest makes room:
 * under a flood of connections that ask nothing, one that asks at once is still served. Any thread may call.
 */
public final class ConnectionGuard {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionGuard.class);
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final ConnectionLimits limits;
    private final LongSupplier nanoTime;
    private final Map<Peer, OpenConnection> open = new LinkedHashMap<>();
    private boolean warned;
    private long warnedNanos;

    /** A connection's other end: no two have the same at a time. */
    public record Peer(String address, int port) {}

    private static final class OpenConnection {
        private final Runnable close;
        private long waitingSinceNanos;
        private int answering;
        private boolean served;

        private OpenConnection(Runnable close, long nowNanos) {
            this.close = close;
            this.waitingSinceNanos = nowNanos;
        }
    }

    public ConnectionGuard(ConnectionLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    public ConnectionLimits limits() {
        return limits;
    }

    /**
     * A connection comes in; one that is known already stays as it is.
     *
     * @param close closes it; may be called on any thread
     * @return false if there is no room: it is to be closed at once
     */
    public boolean admit(Peer peer, Runnable close) {
        Optional<OpenConnection> evicted = Optional.empty();
        synchronized (this) {
            if (open.containsKey(peer)) {
                return true;
            }
            if (open.size() >= limits.maxConnections()) {
                warn();
                var longest = longestWaiting();
                if (longest.isEmpty()) {
                    return false;
                }
                evicted = longest.map(open::remove);
            }
            open.put(peer, new OpenConnection(close, nanoTime.getAsLong()));
        }
        evicted.ifPresent(connection -> connection.close.run());
        return true;
    }

    /** A connection is closed. */
    public synchronized void gone(Peer peer) {
        open.remove(peer);
    }

    /** A request's header is complete. */
    public synchronized void began(Peer peer) {
        var connection = open.get(peer);
        if (connection != null) {
            connection.answering++;
        }
    }

    /** Its answer is complete. */
    public synchronized void ended(Peer peer) {
        var connection = open.get(peer);
        if (connection != null) {
            connection.answering--;
            connection.served = true;
            connection.waitingSinceNanos = nanoTime.getAsLong();
        }
    }

    /** Closes what has kept us waiting for too long; to be called again and again. */
    public void sweep() {
        List<OpenConnection> late = new ArrayList<>();
        synchronized (this) {
            long now = nanoTime.getAsLong();
            boolean crowded = open.size() * 2 > limits.maxConnections();
            open.values().removeIf(connection -> {
                boolean closes =
                        connection.answering == 0 && now - connection.waitingSinceNanos > patience(connection, crowded);
                if (closes) {
                    late.add(connection);
                }
                return closes;
            });
        }
        late.forEach(connection -> connection.close.run());
    }

    /** How many are open. */
    public synchronized int size() {
        return open.size();
    }

    private long patience(OpenConnection connection, boolean crowded) {
        return (connection.served && !crowded ? limits.idleTimeout() : limits.requestTimeout()).toNanos();
    }

    private Optional<Peer> longestWaiting() {
        Peer longest = null;
        long since = 0;
        for (var entry : open.entrySet()) {
            var connection = entry.getValue();
            if (connection.answering == 0 && (longest == null || connection.waitingSinceNanos - since < 0)) {
                longest = entry.getKey();
                since = connection.waitingSinceNanos;
            }
        }
        return Optional.ofNullable(longest);
    }

    private void warn() {
        long now = nanoTime.getAsLong();
        if (!warned || now - warnedNanos >= QUIET_NANOS) {
            warned = true;
            warnedNanos = now;
            LOG.atWarn()
                    .addKeyValue("maxConnections", limits.maxConnections())
                    .log("a port has reached its connection limit: idle connections are closed");
        }
    }
}
