package ai.llmd.wva.demo;

import ai.llmd.wva.simulation.Contenders;
import ai.llmd.wva.simulation.Simulation;
import ai.llmd.wva.simulation.score.RunScore;
import ai.llmd.wva.simulation.score.Scorer;
import ai.llmd.wva.simulation.score.Yardstick;
import ai.llmd.wva.simulation.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Others on the same requests, simulated beside the run on a thread that gives way to everything else. */
final class Baselines {
    /** What each is called in the simulator, and in the verdict. */
    private static final List<Named> POLICIES = List.of(
            new Named("static-peak", "fixed, sized for the peak"),
            new Named("hpa-waiting", "plain HPA, requests waiting"),
            new Named("hpa-running", "plain HPA, requests running"),
            new Named("keda-slo", "KEDA loop, latency"));

    private final CompletableFuture<List<Scored>> scores = new CompletableFuture<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    private record Named(String name, String title) {}

    /** A policy with what it did. */
    record Scored(String name, String title, RunScore score) {}

    private Baselines() {}

    /** Begins to compute. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: the demo's own clock is to be late less often
    static Baselines start(Workload workload, long seed) {
        var baselines = new Baselines();
        var thread = DemoThreads.daemon("wva-demo-baselines").newThread(() -> baselines.run(workload, seed));
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
        return baselines;
    }

    private void run(Workload workload, long seed) {
        try {
            var done = new ArrayList<Scored>();
            for (var policy : POLICIES) {
                if (stopped.get()) {
                    return;
                }
                var run = Simulation.run(workload, Contenders.named(policy.name()), seed);
                done.add(new Scored(policy.name(), policy.title(), Scorer.score(run, Yardstick.NONE)));
            }
            scores.complete(List.copyOf(done));
        } catch (RuntimeException e) {
            scores.completeExceptionally(e);
        }
    }

    /** All of them, in an order that is always the same. */
    CompletableFuture<List<Scored>> scores() {
        return scores;
    }

    /** Begins no other. */
    void stop() {
        stopped.set(true);
    }
}
