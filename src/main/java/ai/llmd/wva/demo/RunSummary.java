package ai.llmd.wva.demo;

import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.outcome.Moment;
import ai.llmd.wva.simulation.outcome.ReplicaLife;
import ai.llmd.wva.simulation.outcome.RunResult;
import ai.llmd.wva.simulation.score.RunScore;
import ai.llmd.wva.simulation.score.Scorer;
import ai.llmd.wva.simulation.score.Yardstick;
import java.util.List;
import java.util.Optional;

/**
 * What a run came to, which time that passes on does not change.
 *
 * @param requests how many came
 * @param latencies of each model
 * @param silences what became of each fault of monitoring that decisions had to be held for
 */
record RunSummary(
        Scene scene,
        double durationMillis,
        int requests,
        RunScore score,
        List<ModelLatency> latencies,
        List<SilenceReport> silences,
        List<Moment> moments,
        List<ReplicaLife> replicas) {
    RunSummary {
        latencies = List.copyOf(latencies);
        silences = List.copyOf(silences);
        moments = List.copyOf(moments);
        replicas = List.copyOf(replicas);
    }

    static RunSummary of(RunResult run, List<ModelLatency> latencies) {
        return new RunSummary(
                run.scene(),
                run.durationMillis(),
                run.requests().size(),
                Scorer.score(run, Yardstick.NONE),
                latencies,
                run.scene().workload().cluster().scraping().silences().stream()
                        .map(silence -> SilenceReport.of(run, silence))
                        .flatMap(Optional::stream)
                        .toList(),
                run.moments(),
                run.replicas());
    }
}
