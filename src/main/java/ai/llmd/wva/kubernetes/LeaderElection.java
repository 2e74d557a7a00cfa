package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands for election by a Lease until it is stopped: who loses the Lease stands again. The listener hears of gaining
 * and losing in turn, on threads of this class. Give it a client whose requests end well within {@code renewDeadline}.
 */
public final class LeaderElection {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderElection.class);
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final KubernetesClient client;
    private final Options options;
    private final Listener listener;
    private final GuardedLease lease;
    private final ScheduledExecutorService executor;
    private final Object turn = new Object();
    private boolean leading;
    private boolean stopping;
    private CompletableFuture<?> candidacy = CompletableFuture.completedFuture(null);

    /** Hears of leadership. May block; whatever it throws is logged. */
    public interface Listener {
        void onStartLeading();

        /** Leadership is lost or about to be released. {@link LeaderElection#isLeader()} is false already. */
        void onStopLeading();
    }

    /**
     * How to stand for election.
     *
     * @param identity of this process, unique among the candidates
     * @param leaseDuration how long others wait for a renewal before they take over
     * @param renewDeadline how long the leader tries to renew before it gives up; shorter than leaseDuration
     * @param retryPeriod between two attempts; shorter than renewDeadline
     */
    public record Options(
            String namespace,
            String leaseName,
            String identity,
            Duration leaseDuration,
            Duration renewDeadline,
            Duration retryPeriod) {
        public Options {
            if (retryPeriod.isNegative()
                    || retryPeriod.isZero()
                    || retryPeriod.compareTo(renewDeadline) >= 0
                    || renewDeadline.compareTo(leaseDuration) >= 0) {
                throw new IllegalArgumentException("retryPeriod < renewDeadline < leaseDuration must hold, not "
                        + retryPeriod + " < " + renewDeadline + " < " + leaseDuration);
            }
        }
    }

    public LeaderElection(KubernetesClient client, Options options, Listener listener) {
        this.client = client;
        this.options = options;
        this.listener = listener;
        this.lease = new GuardedLease(
                new ReleasableLease(options.namespace(), options.leaseName(), options.identity()),
                options.leaseDuration(),
                System::nanoTime);
        this.executor = Executors.newScheduledThreadPool(2, task -> {
            var thread = new Thread(task, "leader-election-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Whether this process surely leads at this moment: the Lease was renewed less than leaseDuration ago by the
     * monotonic clock. To be asked before every write or export.
     */
    public boolean isLeader() {
        return lease.held();
    }

    /**
     * How long there has been no leader, as far as this process sees: zero while there is one, empty where it never saw
     * one.
     */
    public Optional<Duration> leaderSilence() {
        return lease.silence();
    }

    /** Who holds the Lease, as far as this process sees; empty while nobody surely does. */
    public Optional<String> leader() {
        return lease.holder();
    }

    /** Completes when this process is a candidate, whether or not it will lead. */
    public CompletionStage<Void> start() {
        return CompletableFuture.runAsync(this::stand, executor);
    }

    /**
     * Tells the listener that it no longer leads, then releases the Lease; completes when that is done or has failed.
     */
    public CompletionStage<Void> stop() {
        return CompletableFuture.runAsync(this::withdraw, executor).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.atWarn().setCause(failure).log("the lease was not released");
            }
            executor.shutdown();
        });
    }

    private void stand() {
        synchronized (turn) {
            if (stopping) {
                return;
            }
            var elector = new LeaderElector(client, config(), executor);
            candidacy = elector.start();
            // The field must be the elector's own future: only cancelling that one releases the Lease.
            var unused = candidacy.whenComplete((ended, failure) -> again(failure));
        }
    }

    private void again(Throwable failure) {
        synchronized (turn) {
            if (stopping) {
                return;
            }
        }
        lost();
        LOG.atWarn()
                .addKeyValue("lease", lease.describe())
                .setCause(failure)
                .log("leadership lost, standing for election again");
        CompletableFuture.delayedExecutor(options.retryPeriod().toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(this::stand);
    }

    private void withdraw() {
        CompletableFuture<?> ending;
        synchronized (turn) {
            stopping = true;
            ending = candidacy;
        }
        lost();
        ending.cancel(true);
    }

    private LeaderElectionConfig config() {
        return new LeaderElectionConfig(
                lease,
                options.leaseDuration(),
                options.renewDeadline(),
                options.retryPeriod(),
                new LeaderCallbacks(this::gained, this::lost, this::heard),
                true,
                options.leaseName());
    }

    private void gained() {
        synchronized (turn) {
            if (leading || stopping) {
                return;
            }
            leading = true;
            LOG.atInfo()
                    .addKeyValue("lease", lease.describe())
                    .addKeyValue("identity", options.identity())
                    .log("leading");
            tell(listener::onStartLeading);
        }
    }

    private void lost() {
        lease.abandon();
        synchronized (turn) {
            if (!leading) {
                return;
            }
            leading = false;
            LOG.atInfo().addKeyValue("lease", lease.describe()).log("no longer leading");
            tell(listener::onStopLeading);
        }
    }

    private void heard(String leader) {
        LOG.atInfo()
                .addKeyValue("lease", lease.describe())
                .addKeyValue("leader", String.valueOf(leader))
                .log("leader observed");
    }

    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("the listener of the leader election failed");
        }
    }
}
