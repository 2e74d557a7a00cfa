package ai.llmd.wva.simulation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.simulation.contender.EngineCounter;
import ai.llmd.wva.simulation.contender.MadeUpScene;
import ai.llmd.wva.simulation.contender.MadeUpSight;
import ai.llmd.wva.simulation.contender.Scene;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SaturationV2Test {
    private static final EngineLimits LIMITS = new EngineLimits(256, 22_500, 32_768);

    private final Scene scene = MadeUpScene.at(1).variant("v", 100, 1, 10, 4).scene();

    private VariantPressure variant(int replicas, double kvUsage, double waiting) {
        var sight = new MadeUpSight(scene.targets().get(0));
        sight.scale(0, replicas);
        sight.started()
                .rate(EngineCounter.PROMPT_TOKENS, 4000)
                .rate(EngineCounter.STARTED, 1)
                .rate(EngineCounter.GENERATED_TOKENS, 1000)
                .rate(EngineCounter.FINISHED, 1);
        return new VariantPressure(sight, Collections.nCopies(replicas, new ReplicaPressure(kvUsage, waiting)));
    }

    private Map<Integer, Integer> targets(VariantPressure variant) {
        return new TokenAnalyzer(0.85, 0.70).targets(List.of(variant), Map.of());
    }

    /** 8,192 × 1,000 / 5,000 would be 1,638 sequences, so 256 × 4,500 tokens; 0.8 of the cache is less. */
    @Test
    void theCacheBoundsAReplicaThatNeverHadAQueue() {
        assertThat(new TokenCapacity(LIMITS).perReplica(List.of(new ReplicaPressure(0.5, 0)), 4000, 1000))
                .isCloseTo(288_000, within(1.0));
        assertThat(new TokenCapacity(LIMITS).perReplica(List.of(new ReplicaPressure(0.5, 0)), 900, 10))
                .isCloseTo(81_470, within(1.0));
    }

    @Test
    void whatAReplicaHeldWithAQueueIsRemembered() {
        var capacity = new TokenCapacity(LIMITS);

        assertThat(capacity.perReplica(List.of(new ReplicaPressure(0.5, 5)), 4000, 1000))
                .isCloseTo(180_000, within(1.0));
        assertThat(capacity.perReplica(List.of(new ReplicaPressure(0.7, 5)), 4000, 1000))
                .isCloseTo(252_000, within(1.0));
        assertThat(capacity.perReplica(List.of(new ReplicaPressure(0.2, 0)), 4000, 1000))
                .isCloseTo(216_000, within(1.0));
        assertThat(capacity.perReplica(List.of(new ReplicaPressure(0.2, 0)), 4000, 50))
                .isCloseTo(288_000, within(1.0));
    }

    @Test
    void theMedianReplicaCounts() {
        var replicas = List.of(new ReplicaPressure(0.2, 5), new ReplicaPressure(0.6, 5), new ReplicaPressure(0.7, 5));

        assertThat(new TokenCapacity(LIMITS).perReplica(replicas, 4000, 1000)).isCloseTo(216_000, within(1.0));
    }

    /** 4 × 0.75 × 360,000 / 0.85 = 1,270,588 tokens are wanted, 1,152,000 are there: one more. */
    @Test
    void itAddsWhatIsMissing() {
        assertThat(targets(variant(4, 0.75, 0))).isEqualTo(Map.of(0, 5));
        assertThat(targets(variant(4, 0.65, 0))).isEqualTo(Map.of(0, 4));
    }

    /** 30 waiting on each make 600,000 tokens, with 4 × 0.75 of the caches 1,680,000; a replica carries 270,000. */
    @Test
    void whatWaitsIsDemand() {
        assertThat(targets(variant(4, 0.75, 30))).isEqualTo(Map.of(0, 8));
    }

    @Test
    void itTakesAwayWhatIsToSpare() {
        assertThat(targets(variant(4, 0.4, 0))).isEqualTo(Map.of(0, 3));
        assertThat(targets(variant(4, 0, 0))).isEqualTo(Map.of(0, 1));
    }

    @Test
    void replicasThatStartAreCountedOn() {
        var sight = new MadeUpSight(scene.targets().get(0));
        sight.scale(0, 5);
        var replicas = Collections.nCopies(4, new ReplicaPressure(0.75, 0));

        assertThat(targets(new VariantPressure(sight, replicas))).isEqualTo(Map.of(0, 5));
    }
}
