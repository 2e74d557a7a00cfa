package ai.llmd.wva.simulation;

import ai.llmd.wva.simulation.baseline.StaticInHindsight;
import ai.llmd.wva.simulation.contender.Contender;
import ai.llmd.wva.simulation.matrix.MatrixRuns;
import ai.llmd.wva.simulation.oracle.HindsightYardstick;
import ai.llmd.wva.simulation.outcome.RunResult;
import ai.llmd.wva.simulation.score.Measure;
import ai.llmd.wva.simulation.score.Scorer;
import ai.llmd.wva.simulation.score.Yardstick;
import ai.llmd.wva.simulation.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The runs of a matrix, simulated. */
public final class SimulatedRuns implements MatrixRuns {
    /** Attainment that a pool which never changes is to reach. */
    private static final double LEVEL = 0.99;

    private final Map<String, Workload> workloads = new TreeMap<>();
    private final Map<String, Contender> contenders = new TreeMap<>();

    /**
     * Of these workloads, by their names.
     *
     * @param contenders names, each of them known; {@link StaticInHindsight#NAME} too
     */
    public SimulatedRuns(List<Workload> workloads, List<String> contenders) {
        workloads.forEach(workload -> this.workloads.put(workload.name(), workload));
        contenders.stream()
                .filter(name -> !name.equals(StaticInHindsight.NAME))
                .forEach(name -> this.contenders.put(name, Contenders.named(name)));
    }

    @Override
    public RunResult run(String shape, String contender, long seed) {
        var workload = workloads.get(shape);
        return contender.equals(StaticInHindsight.NAME)
                ? inHindsight(workload, seed)
                : Simulation.run(workload, contenders.get(contender), seed);
    }

    @Override
    public Yardstick yardstick(String shape, long seed) {
        return HindsightYardstick.of(Scenes.of(workloads.get(shape), seed));
    }

    private static RunResult inHindsight(Workload workload, long seed) {
        int most = Scenes.of(workload, seed).targets().stream()
                .mapToInt(target -> target.maxReplicas())
                .max()
                .orElse(1);
        var best = StaticInHindsight.best(
                most,
                LEVEL,
                pool -> Scorer.score(Simulation.run(workload, pool, seed), Yardstick.NONE)
                        .value(Measure.ATTAINMENT));
        return Simulation.run(workload, best, seed).calling(StaticInHindsight.NAME);
    }
}
